"""The demo estate on a free port, for the browser tests, bin/fuzz and the check of /openapi.json."""
import atexit, json, os, pathlib, re, shutil, signal, subprocess, tempfile, urllib.error, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("FOYER_PROGRAM", ROOT / ".build" / "debug" / "foyer"))
PASSWORD = "qingwu-demo-2026"


class House:
    """A store of its own that is served until the tests end."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="foyer-browser-")
        self.run("demo")
        self.log = open(os.path.join(self.folder, "log"), "w")
        self.server = subprocess.Popen(
            [PROGRAM, "serve", "--data", self.folder, "--port", "0"], stdout=subprocess.PIPE, stderr=self.log, text=True,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=yes,color=no"})
        self.address = re.search(r"http://[\d.]+:\d+", self.server.stdout.readline()).group(0)
        atexit.register(self.close)

    def run(self, *words):
        return subprocess.run(
            [PROGRAM, *words, "--data", self.folder], check=True, capture_output=True, text=True).stdout

    def token(self, role):
        return json.loads(self.run("token", "create", "--estate", self.estate, "--role", role, "--json"))["token"]

    @property
    def estate(self):
        import sqlite3

        with sqlite3.connect(f"file:{self.folder}/foyer.sqlite?mode=ro", uri=True) as store:
            return store.execute("SELECT id FROM estates ORDER BY id LIMIT 1").fetchone()[0]

    def get(self, path, token=None):
        request = urllib.request.Request(self.address + path, headers={"Accept": "application/json"})
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        return json.load(urllib.request.urlopen(request))

    def send(self, path, body, token):
        """POSTs JSON; gives the answer's status and object."""
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), {
            "Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def has_ended(self):
        return self.server.poll() is not None

    def said(self):
        """What the server wrote to its log; only faults stand there, or where it fell."""
        return pathlib.Path(self.log.name).read_text()

    def close(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
