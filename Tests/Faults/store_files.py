"""The store's files are taken away under a serving desk, and a second desk comes to the same files."""
import os, shutil, time

from client import Clerks, Desk
from plant import planted
from server import Ended, Server
from trial import Scenario


def removed(house):
    os.unlink(house.store)


def replaced(house):
    shutil.copyfile(house.store, f"{house.store}.new")
    os.replace(f"{house.store}.new", house.store)


def log_removed(house):
    os.unlink(f"{house.store}-wal")


def log_replaced(house):
    shutil.copyfile(f"{house.store}-wal", f"{house.store}.new")
    os.replace(f"{house.store}.new", f"{house.store}-wal")


WAYS = [removed, replaced, log_removed, log_replaced]


def taken_away(trial):
    """A person must look at what happened, so only this fault's end needs a hand. Until then nothing is acknowledged."""
    ways = WAYS if not trial.is_short else [removed, log_replaced]
    for number, way in enumerate(way for _ in range(trial.few(1, 3)) for way in ways):
        house = trial.house(f"data-{number}")
        server = trial.server(house, env=planted(trial.control, trial.folder))
        server.start()
        desk = Desk(trial.port, house.token)
        with Clerks(2, desk, trial.history, trial.seed, prefix=f"t{number}", patience=0) as clerks:
            time.sleep(0.6)
            taken = time.time()
            trial.history.note(way.__name__)
            way(house)
            time.sleep(2)
            clerks.stop()
        late = [line for line in trial.history.lines if line["line"] == "answered" and line["answer"] == "ok"
                and line["at"] > taken + 1 and line["client"].startswith(f"t{number}.")]
        if late:
            yield f"{way.__name__}: {len(late)} requests were acknowledged later than a second after it"
        if server.answers():
            yield f"{way.__name__}: the desk says that it is ready"
        if not server.answers("/health"):
            yield f"{way.__name__}: the desk does not answer at all"
        server.kill()
    counts = trial.history.counts()
    trial.say(f"{counts['ok']} acknowledged before, {counts['refused']} refused after")
    if not counts["ok"] or not counts["refused"]:
        yield "nobody was answered before, or refused after: this run says nothing"


def second_desk(trial):
    house = trial.house()
    first = trial.server(house)
    first.start()
    second = Server(house, trial.port + 1, env=planted(trial.control, trial.folder))
    trial.at_end(second.kill)
    with Clerks(2, Desk(trial.port, house.token), trial.history, trial.seed):
        try:
            second.start(wait=15)
            yield "a second desk serves the same files"
        except Ended as end:
            trial.say(f"the second one refused: {end}")
    second.kill()
    if not first.answers():
        yield "the first desk does not answer any more"
    first.kill()
    yield from trial.verdict(house)


SCENARIOS = [
    Scenario("file-taken-away", taken_away, controls=("blind",)),
    Scenario("second-desk", second_desk, controls=("no-lock",)),
]
