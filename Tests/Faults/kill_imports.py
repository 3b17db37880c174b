"""kill -9 of imports. The same import again, run to its end, brings every resident once."""
import random

from checker import SQLiteStore
from commands import duration, integrity, killed, list_of_residents
from plant import planted
from trial import Scenario


def imports(trial):
    chance, count, stopped = random.Random(trial.seed), trial.few(200, 3000), 0
    list_of_residents(trial.folder / "list.csv", count)
    whole = trial.house("whole")
    env = planted(trial.control, trial.folder)
    command = ("import", "residents", trial.folder / "list.csv", "--json", "--estate")
    seconds = duration(lambda: whole.foyer(*command, whole.estate))
    for number in range(trial.few(2, 25)):
        house = trial.house(f"killed-{number}")
        for _ in range(3):
            stopped += killed(trial, house.command(*command, house.estate), chance.uniform(0.1, 1.0) * seconds)
            yield from integrity(house)
        trial.history.sent("console", number, "import")
        told = house.foyer(*command, house.estate, check=False, env=env)
        trial.history.answered("console", number, "import", "ok" if told.returncode == 0 else "unknown")
        yield from residents(house, count, told)
    trial.say(f"{stopped} imports killed; each then run to its end: {count} residents, once")


def residents(house, count, told):
    if told.returncode:
        yield f"the import did not end well: {told.stderr[-200:]}"
    store = SQLiteStore(house.store)
    try:
        people = store.rows("SELECT COUNT(*) AS n FROM residents")[0]["n"]
    finally:
        store.close()
    if people != count:
        yield f"LOST or DOUBLED: {people} residents of a list of {count}"
    yield from integrity(house)


SCENARIOS = [Scenario("kill-imports", imports, controls=("lost-commit",))]
