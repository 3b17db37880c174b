"""kill -9 of a serving desk while clients let visitors in and out; each restart finds what was acknowledged."""
import random, sqlite3, statistics, time

from client import Clerks, Desk
from plant import planted
from trial import Scenario


def run(trial):
    house = trial.house()
    server = trial.server(house, env=planted(trial.control, trial.folder))
    chance, kills, restarts = random.Random(trial.seed), trial.few(12, 200), []
    server.start()
    clerks = Clerks(
        4, Desk(trial.port, house.token), trial.history, trial.seed, forgetful=trial.control == "new-keys")
    with clerks:
        for number in range(kills):
            time.sleep(chance.uniform(0.02, 0.35))
            server.kill()
            trial.history.note("killed", number=number)
            restarts.append(server.start())
        time.sleep(0.3)
        clerks.stop()
    server.kill()
    if trial.control == "same-pass":
        give_twice(house)
    counts = trial.history.counts()
    trial.say(f"{kills} kills, {counts['ok']} acknowledged, {counts['unknown']} unknown and resent")
    trial.say(f"restart median {statistics.median(restarts) * 1000:.0f} ms, at most {max(restarts) * 1000:.0f} ms")
    if clerks.unsettled:
        yield f"{clerks.unsettled} unknown requests were never answered"
    if max(restarts) > 5:
        yield f"a restart took {max(restarts):.1f} s"
    yield from trial.verdict(house)


def give_twice(house):
    """Somebody inside gets the pass of somebody else who is inside."""
    with sqlite3.connect(house.store) as store:
        store.execute("""
            UPDATE visits SET pass_number = (SELECT MIN(pass_number) FROM visits WHERE state = 'inside')
            WHERE id = (SELECT MAX(id) FROM visits WHERE state = 'inside')""")
    store.close()


SCENARIOS = [Scenario("kill-desk", run, controls=("lost-commit", "new-keys", "same-pass"))]
