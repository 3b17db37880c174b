"""Power cuts: the traced writes of a real server, replayed up to random moments, each state opened and checked."""
import random, re, shutil, subprocess

from checker import SQLiteStore, broken
from client import Clerks, Desk
from disk_model import Disk
from plant import planted
from trial import Scenario
import tracing

ANSWER = re.compile(rb'HTTP/1\.1 20[01]')


def needs():
    return None if shutil.which("strace") else "strace is not installed"


def run(trial):
    house = trial.house()
    # Everything brought into the file, as a desk leaves it that ended well.
    before = trial.folder / "before"
    shutil.copytree(house.data, before)
    trace = trial.folder / "strace.out"
    plant = [f"--env={name}={value}" for name, value in planted(trial.control, trial.folder).items()]
    server = trial.server(house, prefix=[*tracing.command(trace), *plant], arguments=["--ballast", "0"])
    server.start()
    limit = trial.few(60, 400)
    with Clerks(4, Desk(trial.port, house.token), trial.history, trial.seed, limit=limit):
        pass
    server.kill()
    done = list(tracing.calls(trace))
    order = answered(trial.history.lines, done)
    trial.say(f"{trial.history.counts()['ok']} acknowledged, {len(order)} of them seen in {len(done)} calls")
    if len(order) < 0.9 * trial.history.counts()["ok"]:
        yield "answers were not found in the trace: this run says nothing"
    yield from replayed(trial, house, before, done, order)


def answered(lines, calls):
    """The history's acknowledged lines with the moment at which the server wrote their answer to the network."""
    moments, wanted = {}, {}
    for line in lines:
        if line["line"] == "answered" and line["answer"] == "ok":
            wanted.setdefault(line["key"].encode(), []).append(line)
    for call in calls:
        if call.name not in ("write", "writev", "sendto", "sendmsg"):
            continue
        data = b"".join(call.texts())
        if not ANSWER.search(data):
            continue
        for key in set(re.findall(rb'"id":\s*"([0-9a-f-]{36})"', data)) & wanted.keys():
            if wanted[key]:
                line = wanted[key].pop(0)
                moments[line["order"]] = call.begun
    return moments


def history_until(lines, order, moment):
    """What clients knew when the power went: later answers were never given."""
    for line in lines:
        if line["line"] == "answered" and order.get(line["order"], moment) >= moment:
            line = {**line, "answer": "unknown"}
            line.pop("pass", None)
        yield line


def replayed(trial, house, before, calls, order):
    chance = random.Random(trial.seed)
    first, last = min(order.values(), default=0), max(order.values(), default=0)
    cuts = sorted(chance.randint(first, last + 50) for _ in range(trial.few(60, 1000)))
    disk, position, lost, bad, verified = Disk(house.data, before), 0, 0, 0, 0
    for number, moment in enumerate(cuts):
        while position < len(calls) and calls[position].ended < moment:
            disk.take(calls[position])
            position += 1
        state = trial.folder / "state"
        shutil.rmtree(state, ignore_errors=True)
        disk.save(state, chance)
        found = list(examined(trial, state, order, moment))
        if number % (len(cuts) // 6 + 1) == 0:
            verified += 1
            found += list(recovered(trial, house, state))
        lost += any(problem.startswith("LOST") for problem in found)
        bad += bool(found)
        if found and bad <= 5:
            yield f"cut {number} at {moment}: {len(found)} findings, {found[0]}"
    trial.say(f"{len(cuts)} cuts, {bad} states bad, {lost} of them lost something; {verified} records verified")


def examined(trial, state, order, moment):
    try:
        store = SQLiteStore(state / "foyer.sqlite")
    except Exception as error:
        yield f"cannot be opened: {error}"
        return
    try:
        yield from broken(list(history_until(trial.history.lines, order, moment)), store)
    except Exception as error:
        yield f"cannot be read: {error}"
    finally:
        store.close()


def recovered(trial, house, state):
    """A server starts on it by itself, and the record is as it was sealed."""
    from server import program
    command = [str(program()), "journal", "verify", "--data", str(state)]
    told = subprocess.run(command, capture_output=True, text=True)
    if told.returncode:
        yield f"journal verify: {(told.stdout + told.stderr)[:300]}"


SCENARIOS = [Scenario("power-cut", run, controls=("normal",), needs=needs)]
