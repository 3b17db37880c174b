"""SIGTERM of a desk at work: it ends by itself and soon, all is sealed, the store is closed, nothing is lost."""
import json, random, signal, sqlite3, subprocess, time

from client import Clerks, Desk
from postgres_server import Plain, absent, verdict
from server import House
from trial import Scenario

WITHIN = 8  # seconds


def stop(trial, server):
    """What is broken about the way it ended; `kill` is planted: an end without farewell."""
    process, begun = server.process, time.monotonic()
    process.send_signal(signal.SIGKILL if trial.control == "kill" else signal.SIGTERM)
    trial.history.note("stopped")
    try:
        code = process.wait(60)
    except subprocess.TimeoutExpired:
        code = None
    seconds = time.monotonic() - begun
    server.kill()
    if code != 0:
        yield f"foyer serve ended with {code}"
    if seconds > WITHIN:
        yield f"foyer serve ended after {seconds:.1f} s, not within {WITHIN} s"
    return seconds


def work(trial, house, left_open):
    chance, took = random.Random(trial.seed), []
    server = trial.server(house)
    for number in range(trial.few(3, 20)):
        server.start()
        with Clerks(4, Desk(trial.port, house.token, timeout=20), trial.history, trial.seed, prefix=f"s{number}",
                    patience=0) as clerks:
            time.sleep(chance.uniform(0.3, 1.2))
            took.append((yield from stop(trial, server)))
            clerks.stop()
        yield from left_open()
        yield from unsealed(house)
    counts = trial.history.counts()
    trial.say(f"{len(took)} stops, at most {max(took):.1f} s; {counts['ok']} acknowledged, {counts['unknown']} without answer")
    if not counts["ok"]:
        yield "nobody was answered: this run says nothing"


def unsealed(house):
    found = json.loads(house.foyer("journal", "verify", "--json", check=False).stdout)
    if not found["ok"] or found.get("unsealed"):
        yield f"the record after it: {found}"


def embedded(trial):
    house = trial.house()

    def left_open():
        # Looked at before any other program opens the store.
        for end in ("-wal", "-shm"):
            if house.store.with_name(house.store.name + end).exists():
                yield f"foyer.sqlite{end} was left: the store was not closed"
                return
        file = sqlite3.connect(f"file:{house.store}?mode=ro&immutable=1", uri=True)
        late = file.execute(
            "SELECT COUNT(*) FROM journal j WHERE seq > COALESCE((SELECT MAX(seq) FROM seals s WHERE s.estate = j.estate), 0)")
        if late := late.fetchone()[0]:
            yield f"{late} entries were left without a seal"
        file.close()

    yield from work(trial, house, left_open)
    yield from trial.verdict(house)


def on_postgres(trial):
    postgres = Plain(trial.port + 40)
    trial.at_end(postgres.remove)
    house = House(trial.folder / "data", postgres.url())
    log = postgres.folder / "log"

    def left_open():
        text = log.read_text(errors="replace")
        if lost := text.count("unexpected EOF on client connection") + text.count("could not receive data from client"):
            yield f"PostgreSQL lost {lost} clients that did not take their leave"
            log.write_text("")

    yield from work(trial, house, left_open)
    yield from verdict(trial, house, postgres.url())


SCENARIOS = [
    Scenario("desk-stopped", embedded, controls=("kill",)),
    Scenario("desk-stopped-postgres", on_postgres, controls=("kill",), needs=absent),
]
