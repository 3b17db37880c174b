"""PgBouncer between two desks and PostgreSQL: in session mode nothing changes; in transaction mode it must be seen."""
import http.client, shutil, subprocess, threading, time

from client import Clerks, Desk, check_in_body, identifier
from postgres_server import AS_USER, Plain, absent as without_postgres, verdict
from server import Ended, House
from trial import Scenario

SETTINGS = """\
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
max_client_conn = 200
default_pool_size = 60
server_check_delay = 2
query_wait_timeout = 5
server_connect_timeout = 3
"""


def absent():
    return without_postgres() or (None if shutil.which("pgbouncer") else "Debian's pgbouncer is not installed")


class PgBouncer:
    def __init__(self, postgres, port, mode):
        settings = postgres.folder / "pgbouncer.ini"
        # Whoever comes is taken for the user of the server's database; it is a house of one.
        text = SETTINGS.format(server=postgres.port, port=port, mode=mode).replace(
            f"port={postgres.port}\n", f"port={postgres.port} user=foyer\n", 1)
        settings.write_text(text)
        with open(postgres.folder / "pgbouncer.log", "ab") as log:
            self.process = subprocess.Popen(
                AS_USER + ["pgbouncer", str(settings)], cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def stop(self):
        self.process.kill()
        self.process.wait()


class Screen(threading.Thread):
    """An open screen at one desk; when it heard of which visit."""

    def __init__(self, port, token):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.request("GET", "/live", headers={"Authorization": f"Bearer {token}"})
        self.answer, self.heard = self.connection.getresponse(), {}

    def run(self):
        try:
            while line := self.answer.readline().decode():
                if line.startswith("data:"):
                    self.heard[line] = time.time()
        except (OSError, ValueError, http.client.HTTPException):
            pass

    def waited(self, visit, since, seconds):
        end = since + seconds
        while time.time() < end:
            for line, at in list(self.heard.items()):
                if visit in line:
                    return at - since
            time.sleep(0.02)
        return None


def bounced(trial):
    postgres = Plain(trial.port + 40)
    trial.at_end(postgres.remove)
    house = House(trial.folder / "data", postgres.url())
    bouncer = PgBouncer(postgres, trial.port + 41, trial.control or "session")
    trial.at_end(bouncer.stop)
    time.sleep(1)
    house.database = postgres.url(trial.port + 41)
    servers = [trial.server(house)]
    servers.append(type(servers[0])(house, trial.port + 1))
    trial.at_end(servers[1].kill)
    try:
        for server in servers:
            server.start()
    except Ended as end:
        yield f"through PgBouncer: {end}"
        return
    screen = Screen(trial.port + 1, house.token)
    screen.start()
    first, late, longest = Desk(trial.port, house.token), 0, 0
    with Clerks(4, Desk([trial.port, trial.port + 1], house.token, timeout=20), trial.history, trial.seed,
                patience=20) as clerks:
        for number in range(trial.few(5, 30)):
            time.sleep(0.3)
            visit = identifier()
            status, _ = first.ask("POST", "/visits", check_in_body(visit, f"屏幕{number}"))
            if status != 201:
                yield f"a check-in was answered {status}"
                continue
            seconds = screen.waited(visit, time.time(), 2)
            late, longest = late + (seconds is None), max(longest, seconds or 0)
        clerks.stop()
    if late:
        yield f"{late} check-ins at one desk were not heard at the other's screen within 2 s"
    counts = trial.history.counts()
    trial.say(f"{counts['ok']} acknowledged, {counts['unknown']} unknown, {counts['refused']} refused; "
              f"a screen of the other desk heard after at most {longest:.2f} s")
    if counts["unknown"] or counts["refused"]:
        yield f"nothing broke, but {counts['unknown']} answers were unknown and {counts['refused']} refused"
    for server in servers:
        server.stop()
    house.database = postgres.url()
    yield from verdict(trial, house, postgres.url())


SCENARIOS = [Scenario("postgres-pgbouncer", bounced, controls=("transaction", "statement"), is_short=False, needs=absent)]
