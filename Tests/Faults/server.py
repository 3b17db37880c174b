"""The program under test, as a user runs it: data folder, commands, a serving process that can be killed."""
import http.client, json, os, pathlib, signal, subprocess, time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def program():
    """FOYER, else the debug build, else the release build."""
    named = os.environ.get("FOYER")
    builds = [ROOT / ".build" / kind / "foyer" for kind in ("debug", "release")]
    return pathlib.Path(named) if named else next((build for build in builds if build.exists()), builds[0])


class House:
    """An estate with a token, in a data folder (or `database`, an address of PostgreSQL)."""

    def __init__(self, data, database=None):
        self.data = pathlib.Path(data)
        self.data.mkdir(parents=True, exist_ok=True)
        self.database = database
        self.estate = json.loads(self.foyer("estate", "add", "试验里", "--json").stdout)["id"]
        self.token = json.loads(self.foyer(
            "token", "create", "--estate", self.estate, "--role", "attendant", "--json").stdout)["token"]

    @property
    def store(self):
        return self.data / "foyer.sqlite"

    def command(self, *arguments):
        where = ["--data", str(self.data)] + (["--database", self.database] if self.database else [])
        return [str(program()), *map(str, arguments), *where]

    def foyer(self, *arguments, check=True, env=None):
        return subprocess.run(
            self.command(*arguments), check=check, capture_output=True, text=True, env={**os.environ, **(env or {})})

    def record_problems(self):
        """What `foyer journal verify` finds; and what our independent verifier finds in an export."""
        told = self.foyer("journal", "verify", check=False)
        if told.returncode:
            yield f"journal verify: {told.stdout[:300]}{told.stderr[-300:]}"


class Server:
    """`foyer serve`, perhaps under strace (`prefix`) or with a planted fault (`env`)."""

    def __init__(self, house, port, prefix=(), env=None, arguments=()):
        self.house, self.port, self.prefix, self.arguments = house, port, list(prefix), list(arguments)
        self.env = env or {}
        self.process = None

    def start(self, wait=30):
        """Seconds until it answered."""
        begun = time.monotonic()
        self.log = open(self.house.data.parent / f"serve-{self.port}.log", "ab")
        self.process = subprocess.Popen(
            self.prefix + self.house.command("serve", "--port", self.port, *self.arguments),
            env={**os.environ, **self.env}, stdout=self.log, stderr=self.log, start_new_session=True)
        while not self.answers():
            if self.process.poll() is not None:
                raise Ended(f"foyer serve ended with {self.process.returncode}")
            if time.monotonic() - begun > wait:
                raise Ended(f"foyer serve did not answer within {wait} s")
            time.sleep(0.01)
        return time.monotonic() - begun

    def answers(self, path="/ready"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """kill -9 of the whole group: strace and what it traces."""
        self._end(signal.SIGKILL)

    def stop(self):
        self._end(signal.SIGTERM)

    def _end(self, sign):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, sign)
        except ProcessLookupError:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None
        self.log.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()


class Ended(Exception):
    """The server ended by itself or never answered."""
