"""PostgreSQL under Patroni and etcd on this machine: its leader is killed, stands still and wakes, is changed by plan.

By hand: bin/faults --failover. Tests/Faults/prepare-patroni installs what it needs.
"""
import json, os, shutil, signal, subprocess, time, urllib.request

from client import Clerks, Desk
from postgres_server import AS_USER, PROGRAMS, acknowledged_after, family, folder, later_than, longest_wait, tell, verdict
from postgres_server import absent as without_postgres
from server import House, ROOT, Server
from trial import Scenario

PATRONI = ROOT / ".cache" / "patroni" / "bin" / "patroni"
TTL = 20
FAILOVER = TTL + 5  # seconds
SWITCHOVER = 5

NODE = """\
scope: foyer
name: {name}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{hosts: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: {ttl}
    loop_wait: 2
    retry_timeout: 4
    maximum_lag_on_failover: 1073741824
    synchronous_mode: {synchronous}
    failsafe_mode: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters: {{wal_level: replica, wal_log_hints: "on", max_connections: 100, synchronous_commit: "on"}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums, {{auth: trust}}]
  pg_hba: ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {data}
  bin_dir: {programs}
  pgpass: {data}.pass
  authentication:
    superuser: {{username: foyer}}
    replication: {{username: replicator}}
    rewind: {{username: foyer}}
  parameters: {{unix_socket_directories: {folder}}}
watchdog: {{mode: "off"}}
"""


def absent():
    if without_postgres():
        return without_postgres()
    return None if PATRONI.exists() and shutil.which("etcd") else "run Tests/Faults/prepare-patroni first"


class Node:
    def __init__(self, cluster, number):
        self.cluster, self.name = cluster, f"n{number}"
        self.port, self.rest = cluster.base + number, cluster.base + 10 + number
        self.data = cluster.folder / self.name
        self.config = cluster.folder / f"{self.name}.yml"
        self.config.write_text(NODE.format(
            name=self.name, rest=self.rest, port=self.port, etcd=cluster.etcd, ttl=TTL, data=self.data,
            folder=cluster.folder, programs=PROGRAMS, synchronous=str(cluster.is_synchronous).lower()))

    def start(self):
        self.agent = self.cluster.spawn(self.name, str(PATRONI), str(self.config))

    @property
    def processes(self):
        """The agent and the server, which is no child of it, with all of theirs."""
        found = family(self.agent.pid)
        try:
            found += family(int((self.data / "postmaster.pid").read_text().split()[0]))
        except (OSError, ValueError, IndexError):
            pass
        return list(dict.fromkeys(found))

    def kill(self):
        tell(self.processes, signal.SIGKILL)
        self.agent.wait()


class Cluster:
    """Two nodes and one etcd: the smallest that fails over."""

    def __init__(self, base, is_synchronous):
        self.base, self.is_synchronous, self.etcd, self.folder = base, is_synchronous, base + 20, folder()
        self.spawned = []
        client, peer = f"http://127.0.0.1:{self.etcd}", f"http://127.0.0.1:{self.etcd + 1}"
        self.spawn(
            "etcd", "etcd", "--name", "e", "--data-dir", self.folder / "etcd", "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", f"e={peer}")
        self.nodes = [Node(self, 1), Node(self, 2)]
        for node in self.nodes:
            node.start()
        self.wait("the cluster", lambda: self.standby is not None, 90)

    def spawn(self, name, *command):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen(
            AS_USER + ["env", f"HOME={self.folder}", f"PATH={PROGRAMS}:/usr/bin:/bin", *map(str, command)],
            cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.spawned.append(process)
        return process

    def members(self):
        for node in self.nodes:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{node.rest}/cluster", timeout=1) as answer:
                    return {member["name"]: member for member in json.load(answer)["members"]}
            except (OSError, ValueError, KeyError):
                continue
        return {}

    def named(self, *roles):
        for member in self.members().values():
            if member["role"] in roles and member["state"] in ("running", "streaming"):
                return next(node for node in self.nodes if node.name == member["name"])
        return None

    @property
    def leader(self):
        return self.named("leader")

    @property
    def standby(self):
        """One that may take over: in synchronous mode one that has all that was acknowledged."""
        return self.named("sync_standby") if self.is_synchronous else self.named("replica")

    def takes_writes(self, old):
        """Whether a server other than this one does, asked of itself: what the desk waits for on its own is the rest."""
        other = next(node for node in self.nodes if node is not old)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{other.rest}/primary", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def wait(self, what, until, seconds):
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(f"{what} did not come within {seconds} s; see {self.folder}")
            time.sleep(0.1)

    def switch(self):
        body = json.dumps({"leader": self.leader.name, "candidate": self.standby.name}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.leader.rest}/switchover", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    @property
    def url(self):
        ports = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgres://foyer@{ports}/postgres?sslmode=disable"

    def remove(self):
        for process in self.spawned:
            tell(family(process.pid), signal.SIGKILL)
        for node in self.nodes:
            tell(node.processes, signal.SIGCONT)
            tell(node.processes, signal.SIGKILL)
        for process in self.spawned:
            process.wait()
        if not os.environ.get("FAULTS_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)


def scenario(fault, processes):
    def run(trial):
        cluster = Cluster(trial.port + 40, is_synchronous=trial.control != "asynchronous")
        trial.at_end(cluster.remove)
        house = House(trial.folder / "data", cluster.url + "&target_session_attrs=read-write")
        for number in range(processes):
            server = Server(house, trial.port + number)
            trial.at_end(server.kill)
            server.start()
        clerks = Clerks(
            6, Desk(range(trial.port, trial.port + processes), house.token, timeout=30), trial.history, trial.seed,
            pause=0.01, patience=60, forgetful=trial.control == "new-keys")
        with clerks:
            time.sleep(3)
            problems = list(fault(trial, cluster))
            clerks.stop()
        counts = trial.history.counts()
        trial.say(f"{counts['ok']} acknowledged, {counts['unknown']} unknown and resent, {counts['refused']} refused")
        if clerks.unsettled:
            problems.append(f"{clerks.unsettled} unknown requests were never answered")
        # What it is held against is what the cluster has in the end, when all of it is there again.
        yield from problems
        yield from verdict(trial, house, cluster.url + "&target_session_attrs=read-write")
    return run


def answered_again(trial, begun, limit, what, cluster=None, old=None):
    end, led = time.time() + limit + 15, None
    while acknowledged_after(trial.history, begun) is None and time.time() < end:
        if old and not led and cluster.takes_writes(old):
            led = time.time()
            trial.say(f"another server took writes {led - begun:.1f} s after {what}")
        time.sleep(0.1)
    seconds = acknowledged_after(trial.history, begun)
    trial.say(f"acknowledging again {seconds or 99:.1f} s after {what}, "
              f"at most {longest_wait(trial.history, begun - 1, time.time()):.1f} s for any answer")
    yield from later_than(trial.history, begun, limit, what)


def kill(trial, cluster):
    leader = settled(cluster)
    fall_behind(trial, leader)
    begun = time.time()
    leader.kill()
    trial.history.note("killed", node=leader.name)
    yield from answered_again(trial, begun, FAILOVER, "the kill", cluster, leader)
    leader.start()
    cluster.wait("the killed node", lambda: cluster.standby is leader, 60)
    time.sleep(2)


def settled(cluster):
    """The leader, when there is one and who may take over from it."""
    cluster.wait("a leader", lambda: cluster.leader and cluster.standby, 60)
    return cluster.leader


def fall_behind(trial, leader):
    """With asynchronous replication: what is acknowledged in this time is on one machine only."""
    if trial.control == "asynchronous":
        tell([process for process in leader.processes if is_sender(process)], signal.SIGSTOP)
        time.sleep(1.5)


def is_sender(process):
    try:
        return b"walsender" in open(f"/proc/{process}/cmdline", "rb").read()
    except OSError:
        return False


def freeze(trial, cluster):
    leader = settled(cluster)
    fall_behind(trial, leader)
    processes, begun = leader.processes, time.time()
    tell(processes, signal.SIGSTOP)
    trial.history.note("frozen", node=leader.name)
    yield from answered_again(trial, begun, FAILOVER, "the freeze", cluster, leader)
    time.sleep(5)
    tell(processes, signal.SIGCONT)
    thawed = time.time()
    trial.history.note("thawed", node=leader.name)
    yield from answered_again(trial, thawed, SWITCHOVER, "the thaw")
    cluster.wait("the thawed node", lambda: cluster.standby is leader, 60)
    time.sleep(2)


def switch(trial, cluster):
    old = settled(cluster)
    trial.history.note("switched", node=old.name)
    said = cluster.switch()
    ended = time.time()
    trial.say(said)
    yield from answered_again(trial, ended, SWITCHOVER, "the switchover")
    cluster.wait("the old leader", lambda: cluster.standby is old, 60)
    time.sleep(2)


SCENARIOS = [
    Scenario("failover-kill", scenario(kill, 2), controls=("asynchronous",), is_short=False, needs=absent),
    Scenario("failover-kill-one-desk", scenario(kill, 1), controls=(), is_short=False, needs=absent),
    Scenario("failover-freeze", scenario(freeze, 2), controls=("asynchronous",), is_short=False, needs=absent),
    Scenario("failover-freeze-one-desk", scenario(freeze, 1), controls=(), is_short=False, needs=absent),
    Scenario("failover-switch", scenario(switch, 2), controls=(), is_short=False, needs=absent),
]
