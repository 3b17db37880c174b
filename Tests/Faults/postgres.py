"""A plain PostgreSQL under the desk is killed and started again, stands still and goes on, loses its connections."""
import random, time

from client import Clerks, Desk
from postgres_server import Plain, Wire, absent, acknowledged_after, later_than, longest_wait, verdict
from server import House
from trial import Scenario

AGAIN = 5  # seconds
# Acknowledged before it is on disk: what was last acknowledged is gone with the server's memory.
ASYNCHRONOUS = [("synchronous_commit", "off"), ("wal_writer_delay", "10s"), ("wal_writer_flush_after", "1GB")]
# Most of the time some commit is under way: what befalls the server then leaves changes that are done and not answered.
SLOW_COMMITS = [("commit_delay", "100000"), ("commit_siblings", "0")]


def begin(trial, settings=(), wired=False):
    """A server, perhaps behind a wire, and a desk on it."""
    postgres = Plain(trial.port + 40, settings)
    trial.at_end(postgres.remove)
    wire = Wire(trial.port + 41, postgres.port) if wired else None
    if wire:
        trial.at_end(wire.close)
    house = House(trial.folder / "data", postgres.url(trial.port + 41 if wired else None))
    server = trial.server(house)
    server.start()
    clerks = Clerks(
        4, Desk(trial.port, house.token, timeout=20), trial.history, trial.seed, patience=40,
        forgetful=trial.control == "new-keys")
    return postgres, wire, house, server, clerks


def finish(trial, postgres, house, server, clerks):
    server.kill()
    house.database = postgres.url()
    counts = trial.history.counts()
    trial.say(f"{counts['ok']} acknowledged, {counts['unknown']} unknown and resent, {counts['refused']} refused")
    if clerks.unsettled:
        yield f"{clerks.unsettled} unknown requests were never answered"
    yield from verdict(trial, house, postgres.url())


def kill(trial):
    postgres, _, house, server, clerks = begin(trial, ASYNCHRONOUS if trial.control == "asynchronous" else ())
    chance, again, problems = random.Random(trial.seed), [], []
    with clerks:
        for number in range(trial.few(4, 40)):
            time.sleep(chance.uniform(0.4, 1.2))
            postgres.kill()
            trial.history.note("killed", number=number)
            time.sleep(chance.uniform(0, 0.5))
            postgres.start()
            ended = time.time()
            trial.history.note("started", number=number)
            while acknowledged_after(trial.history, ended) is None and time.time() < ended + 3 * AGAIN:
                time.sleep(0.05)
            problems += later_than(trial.history, ended, AGAIN, f"start {number}")
            again.append(acknowledged_after(trial.history, ended) or 99)
            if problems:
                break
        clerks.stop()
    trial.say(f"{len(again)} kills, acknowledging again after at most {max(again):.1f} s")
    yield from problems
    yield from finish(trial, postgres, house, server, clerks)


def freeze(trial):
    postgres, _, house, server, clerks = begin(trial, SLOW_COMMITS)
    again, waits, problems = [], [], []
    with clerks:
        for number in range(trial.few(1, 5)):
            time.sleep(1)
            begun = time.time()
            postgres.freeze()
            trial.history.note("frozen", number=number)
            time.sleep(9)
            postgres.thaw()
            ended = time.time()
            trial.history.note("thawed", number=number)
            while acknowledged_after(trial.history, ended) is None and time.time() < ended + 3 * AGAIN:
                time.sleep(0.05)
            waits.append(longest_wait(trial.history, begun, ended))
            again.append(acknowledged_after(trial.history, ended) or 99)
            problems += later_than(trial.history, ended, AGAIN, f"thaw {number}")
        time.sleep(1)
        clerks.stop()
    trial.say(f"{len(again)} freezes of 9 s, told after at most {max(waits):.1f} s, "
              f"acknowledging again after at most {max(again):.1f} s")
    if max(waits) > 8:
        problems.append(f"while the server stood still a request waited {max(waits):.1f} s for an answer")
    yield from problems
    yield from finish(trial, postgres, house, server, clerks)


def cut(trial):
    """First connections that end, then a wire that carries nothing and says nothing."""
    postgres, wire, house, server, clerks = begin(trial, SLOW_COMMITS, wired=True)
    chance, problems = random.Random(trial.seed), []
    with clerks:
        for _ in range(trial.few(20, 200)):
            time.sleep(chance.uniform(0.02, 0.3))
            wire.cut()
            trial.history.note("cut")
        time.sleep(1)
        begun = time.time()
        for _ in range(trial.few(1, 5)):
            wire.is_dead = True
            trial.history.note("dead")
            time.sleep(6)
            wire.cut()
            wire.is_dead = False
            ended = time.time()
            trial.history.note("repaired")
            time.sleep(AGAIN + 1)
            problems += later_than(trial.history, ended, AGAIN, "the repair")
        trial.say(f"acknowledging again after {acknowledged_after(trial.history, ended) or 99:.1f} s, "
                  f"told of a dead wire after at most {longest_wait(trial.history, begun, ended):.1f} s")
        clerks.stop()
    yield from problems
    yield from finish(trial, postgres, house, server, clerks)


SCENARIOS = [
    Scenario("postgres-kill", kill, controls=("asynchronous",), needs=absent),
    Scenario("postgres-freeze", freeze, controls=("new-keys",), is_short=False, needs=absent),
    Scenario("postgres-cut", cut, controls=("new-keys",), is_short=False, needs=absent),
]
