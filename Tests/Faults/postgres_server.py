"""PostgreSQL of our own to break: a plain server, a wire that can be cut, processes that can be killed or frozen as one."""
import glob, os, pathlib, select, shutil, signal, socket, subprocess, tempfile, threading, time

from checker import PostgreSQLStore, check

PROGRAMS = pathlib.Path(max(glob.glob("/usr/lib/postgresql/*/bin"), default="/nowhere"))
# PostgreSQL does not run as root.
AS_USER = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []


def absent():
    return None if (PROGRAMS / "initdb").exists() else "Debian's postgresql is not installed"


def folder():
    """Of the user that PostgreSQL runs as; it cannot look into ours."""
    made = tempfile.mkdtemp(prefix="foyer-faults-")
    if AS_USER:
        shutil.chown(made, "postgres")
    return pathlib.Path(made)


def family(process):
    """A process and all that it has started."""
    found, parents = [process], {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents.setdefault(int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(
                    int(entry.name))
            except (OSError, IndexError):
                pass
    for one in found:
        found += parents.get(one, [])
    return found


def tell(processes, sign):
    for process in processes:
        try:
            os.kill(process, sign)
        except ProcessLookupError:
            pass


def is_alive(process):
    """One that has ended and that nobody has waited for has no command line any more."""
    try:
        return bool(pathlib.Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


class Plain:
    """One server without standbys, as durable as Debian makes it."""

    def __init__(self, port, settings=()):
        self.port, self.settings, self.folder = port, list(settings), folder()
        self.data = self.folder / "data"
        self.run("initdb", "-D", self.data, "-U", "foyer", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()

    def run(self, program, *arguments, check=True):
        return subprocess.run(
            AS_USER + [str(PROGRAMS / program), *map(str, arguments)], check=check, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, "max_connections": 100}
        options = [f"-c{name}={value}" for name, value in [*settings.items(), *self.settings]]
        with open(self.folder / "log", "ab") as log:
            # A child of ours: of a process that nobody waits for, PostgreSQL thinks that it still runs.
            self.process = subprocess.Popen(
                AS_USER + [str(PROGRAMS / "postgres"), "-D", str(self.data), "-p", str(self.port), *options],
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while self.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port, check=False).returncode:
            if self.process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start: " + (self.folder / "log").read_text()[-500:])
            time.sleep(0.02)

    @property
    def processes(self):
        return family(self.process.pid)

    def kill(self):
        """All at once, as when the machine's kernel kills them: children that outlive the first keep its memory."""
        processes = self.processes
        tell(processes, signal.SIGKILL)
        self.process.wait()
        while any(is_alive(process) for process in processes):
            time.sleep(0.01)

    def freeze(self):
        self.frozen = self.processes
        tell(self.frozen, signal.SIGSTOP)

    def thaw(self):
        tell(self.frozen, signal.SIGCONT)

    def url(self, port=None):
        return f"postgres://foyer@127.0.0.1:{port or self.port}/postgres?sslmode=disable"

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Wire:
    """Between program and server; it can be cut, and can go dead without a word."""

    def __init__(self, port, target):
        self.target, self.is_dead, self.pairs = target, False, []
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            self.pairs.append((near, far))
            threading.Thread(target=self.carry, args=(near, far), daemon=True).start()

    def carry(self, near, far):
        others = {near: far, far: near}
        try:
            while True:
                for one in select.select(list(others), [], [])[0]:
                    data = one.recv(65536)
                    if not data:
                        return
                    # What a dead wire was given is lost, as are all bytes after it: this connection will be cut.
                    if not self.is_dead:
                        others[one].sendall(data)
        except (OSError, ValueError):
            pass
        finally:
            near.close()
            far.close()

    def cut(self):
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for one in pair:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self):
        # Whoever waits in accept() would hold the port.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()


def verdict(trial, house, url):
    """The database and the history compared, and the record verified."""
    yield from check(trial.history.lines, PostgreSQLStore(url))
    yield from house.record_problems()


def acknowledged_after(history, moment):
    """Seconds from a moment until the first check-in was acknowledged that was sent after it; None if none was."""
    sent = set()
    for line in history.lines:
        if line["at"] < moment or line.get("request") != "check_in":
            continue
        if line["line"] == "sent":
            sent.add(line["key"])
        elif line["answer"] == "ok" and line["key"] in sent:
            return line["at"] - moment
    return None


def longest_wait(history, begun, ended):
    """Of requests that were sent in between: how long the slowest waited for any answer."""
    sent, longest = {}, 0
    for line in history.lines:
        if line["line"] == "sent" and begun <= line["at"] <= ended:
            sent[line["client"]] = line["at"]
        elif line["line"] == "answered" and line["client"] in sent:
            longest = max(longest, line["at"] - sent.pop(line["client"]))
    return longest


def later_than(history, moment, limit, what):
    """Yields a broken promise when the desk did not answer again soon enough after a moment."""
    seconds = acknowledged_after(history, moment)
    if seconds is None:
        yield f"after {what} nothing was acknowledged any more"
    elif seconds > limit:
        yield f"after {what} the first check-in was acknowledged after {seconds:.1f} s, not within {limit} s"
