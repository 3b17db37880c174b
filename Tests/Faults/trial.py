"""One run of one fault: its folder, its seed, its history, what it found. A module offers them as `SCENARIOS`."""
import os, pathlib, shutil, sqlite3

from checker import SQLiteStore, check
from history import History
from server import House, Server


class Scenario:
    """`run(trial)` yields what is broken. Each of `controls` is a fault planted on purpose: it must turn the run red."""

    def __init__(self, name, run, controls, is_short=True, needs=None, as_root=False):
        self.name, self.run, self.controls = name, run, controls
        self.is_short, self.needs = is_short, needs or (lambda: None)
        # It mounts a small disk.
        self.as_root = as_root


class Trial:
    def __init__(self, scenario, folder, port, seed, is_short, control=None):
        self.scenario, self.seed, self.is_short, self.control, self.port = scenario, seed, is_short, control, port
        self.folder = pathlib.Path(folder) / (scenario.name + (f"-{control}" if control else ""))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.facts = []
        self._closing = []
        self.history = History(
            self.folder / "history.jsonl", scenario=scenario.name, seed=seed, short=is_short, control=control)

    def few(self, short, long):
        return short if self.is_short else long

    def house(self, name="data", base=None):
        return House((base or self.folder) / name)

    def server(self, house, **options):
        server = Server(house, self.port, **options)
        self._closing.append(server.kill)
        return server

    def at_end(self, work):
        self._closing.append(work)

    def say(self, fact):
        self.facts.append(fact)

    def verdict(self, house, lines=None):
        """Store and history compared, and the record verified; the server does not run or is left alone."""
        store = SQLiteStore(house.store)
        try:
            yield from check(self.history.lines if lines is None else lines, store)
        except sqlite3.DatabaseError as error:
            yield f"DAMAGED: {error}"
        finally:
            store.close()
        yield from house.record_problems()

    def close(self):
        for work in reversed(self._closing):
            work()
        self.history.close()
        # What is kept is the history; data folders are only kept on request.
        if not os.environ.get("FAULTS_KEEP"):
            for path in self.folder.iterdir():
                if path.name != "history.jsonl" and path.suffix != ".log":
                    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
