"""kill -9 of backups beside a serving desk: under the backup's name there is always a whole one."""
import json, random, shutil, subprocess

from commands import duration, killed, list_of_residents
from trial import Scenario


def backups(trial):
    house, chance, stopped = trial.house(), random.Random(trial.seed), 0
    list_of_residents(trial.folder / "list.csv", trial.few(200, 2000))
    house.foyer("import", "residents", trial.folder / "list.csv", "--estate", house.estate)
    server = trial.server(house)
    server.start()
    target = trial.folder / "kept" / "nightly.foyer"
    target.parent.mkdir()
    seconds = duration(lambda: house.foyer("backup", target))
    first = target.read_bytes()
    for number in range(trial.few(6, 60)):
        is_killed = killed(trial, house.command("backup", target), chance.uniform(0.05, 1.0) * seconds)
        stopped += is_killed
        if is_killed and trial.control:
            # Planted: what a program leaves that writes into the backup itself.
            target.write_bytes(first[:len(first) * 2 // 3])
        yield from restorable(trial, house, target, number)
    if not server.answers():
        yield "the desk did not go on"
    server.kill()
    left = [path.name for path in target.parent.iterdir() if path != target]
    trial.say(f"{stopped} backups killed beside a serving desk; each time the file was whole; {len(left)} drafts left")
    yield from trial.verdict(house)


def restorable(trial, house, target, number):
    data = trial.folder / f"restored-{number}"
    shutil.copytree(house.data / "keys", data / "keys")
    told = subprocess.run(
        [house.command()[0], "restore", str(target), "--data", str(data), "--json"], capture_output=True, text=True)
    if told.returncode:
        yield f"the backup cannot be restored: {told.stderr[-200:]}"
    elif json.loads(told.stdout)["estates"] != 1:
        yield f"the backup has lost its estate: {told.stdout[-200:]}"
    shutil.rmtree(data)


SCENARIOS = [Scenario("kill-backups", backups, controls=("half-file",))]
