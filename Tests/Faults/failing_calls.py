"""The nth call to the disk fails: write, sync, open, truncate, map, each with EIO and with ENOSPC.

Nothing may be acknowledged that is not there, and the server must answer again by itself when the fault is over.
"""
import random, time

from client import Clerks, Desk
from plant import FailingCalls
from server import Ended
from trial import Scenario

WORKING = [(call, error) for call in ("fdatasync", "fsync", "pwrite", "ftruncate", "open", "mmap")
           for error in ("EIO", "ENOSPC")]
SHORT = [("fdatasync", "EIO"), ("pwrite", "ENOSPC"), ("pwrite", "EIO")]
STARTING = [("pwrite", "ENOSPC"), ("fdatasync", "EIO"), ("mmap", "EIO"), ("ftruncate", "EIO")]
# The store, its log and its index are opened in this order. From the third call on, three times: the case in which
# SQLite, closing, takes a log away that is not in the file.
OPENING = [("open", "EIO", nth, count, True) for nth in range(1, 7) for count in (1, 2, 3, 4)]
SHORT_STARTS = [("open", "EIO", 1, 1, True), ("open", "EIO", 3, 3, True), ("mmap", "EIO", 1, 1, True)]
NTH = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233]


def faults(trial):
    """Call, error, from which call on, how many, and whether the server starts meanwhile."""
    chance = random.Random(trial.seed)
    if trial.control == "closing-takes-log":
        return [("open", "EIO", 3, 3, True)]
    if trial.control:
        # Planted: a disk that says that it wrote, and did not.
        return [("pwrite", "lie", 10, 100_000, False)]
    if trial.is_short:
        return [(*fault, chance.randint(1, 20), chance.choice((1, 3, 20)), False) for fault in SHORT] + SHORT_STARTS
    working = [(*fault, nth, chance.choice((1, 3, 20, 200)), False) for fault in WORKING for nth in NTH]
    return working + OPENING + [(*fault, nth, chance.choice((1, 3)), True) for fault in STARTING for nth in (1, 2, 3, 4, 5, 8)]


def run(trial):
    house, calls, slowest, hits = trial.house(), FailingCalls(trial.folder, trial.control), 0.0, 0
    # Of the ballast's own calls this says nothing.
    server = trial.server(house, env=calls.env, arguments=["--ballast", "0"])
    server.start()
    desk, chosen = Desk(trial.port, house.token), faults(trial)
    for number, (call, error, nth, count, starts) in enumerate(chosen):
        trial.history.note("fault", call=call, error=error, nth=nth, count=count, starts=starts)
        work = while_starting if starts else while_working
        failed, seconds, problem = work(trial, server, desk, number, calls, (call, error, nth, count))
        hits, slowest = hits + failed, max(slowest, seconds)
        if problem:
            yield f"{call} {error} from call {nth}, {count} times{' at the start' if starts else ''}: {problem}"
        if not server.is_running():
            server.start()
    server.kill()
    counts = trial.history.counts()
    trial.say(f"{len(chosen)} faults, {hits} calls failed, {counts['ok']} acknowledged, {counts['refused']} refused, "
              f"{counts['unknown']} unknown; served again after at most {slowest:.1f} s")
    if not hits:
        yield "no call failed: this run says nothing"
    yield from trial.verdict(house)


def while_working(trial, server, desk, number, calls, fault):
    """Calls that failed, seconds until it served again, what is wrong."""
    with Clerks(2, desk, trial.history, f"{trial.seed} {number}", patience=8, prefix=f"f{number}") as clerks:
        calls.begin(*fault)
        time.sleep(0.7)
        hits, begun = calls.end(), time.monotonic()
        trial.history.note("fault over", hits=hits)
        seconds = serves(desk, begun)
        clerks.stop()
    if not server.is_running():
        return hits, 0.0, "the server ended"
    if seconds is None:
        return hits, 5.0, "it did not serve again within 5 s"
    return hits, seconds, f"{clerks.unsettled} requests were never answered" if clerks.unsettled else None


def while_starting(trial, server, desk, number, calls, fault):
    """It may refuse to start, as a service that is started again; with the fault over it must."""
    with Clerks(1, desk, trial.history, f"{trial.seed} {number}", prefix=f"f{number}", limit=6):
        pass
    server.kill()
    calls.begin(*fault)
    try:
        server.start(wait=5)
    except Ended:
        server.kill()
    hits, begun = calls.end(), time.monotonic()
    trial.history.note("fault over", hits=hits)
    if not server.is_running():
        server.start()
    seconds = serves(desk, begun)
    return hits, seconds or 5.0, None if seconds else "it did not serve again within 5 s"


def serves(desk, begun):
    """Seconds until a change is taken again; a note is one that needs no key."""
    while time.monotonic() - begun < 5:
        status, _ = desk.ask("POST", "/notes", {"text": "巡查完毕"})
        if status == 201:
            return time.monotonic() - begun
        time.sleep(0.05)
    return None


SCENARIOS = [Scenario("failing-calls", run, controls=("lying-disk", "closing-takes-log"))]
