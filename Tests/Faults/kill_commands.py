"""kill -9 of commands: imports, migrations, backups. Each run again must bring what it promises, once."""
import json, os, random, shutil, sqlite3, subprocess, time

from checker import SQLiteStore
from plant import planted
from server import ROOT
from trial import Scenario


def killed(trial, command, seconds, env=None):
    """Starts a command and kills it after some seconds; true when it had not ended by then."""
    process = subprocess.Popen(
        command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        trial.history.note("killed", command=command[1:3], after=round(seconds, 3))
        return True


def duration(work):
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def integrity(house):
    store = SQLiteStore(house.store)
    try:
        yield from store.damage()
    finally:
        store.close()
    yield from house.record_problems()


# Imports -------------------------------------------------------------------------------------------------------------

def imports(trial):
    chance, count, stopped = random.Random(trial.seed), trial.few(400, 3000), 0
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


def list_of_residents(path, count):
    lines = ["楼栋,单元,房号,姓名,手机"]
    for number in range(count):
        lines.append(f"{number % 9 + 1},{number % 3 + 1},{101 + number // 27},示例户{number},139{number:08d}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


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


# Migrations ----------------------------------------------------------------------------------------------------------

STEPS = ["CREATE TABLE later_{n} (estate TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (estate, seq));",
         "INSERT INTO later_{n} SELECT a.estate, a.seq * 10000 + b.seq * 100 + c.seq FROM journal a, journal b, journal c"
         " WHERE a.seq <= 35 AND b.seq <= 35 AND c.seq <= 35;",
         "CREATE INDEX later_{n}_by_seq ON later_{n} (seq);"]


def newer_program(trial):
    """A home with the program's files and three scripts more, which have much to do."""
    home = trial.folder / "newer"
    for name in ("Templates", "Text", "Schema"):
        shutil.copytree(ROOT / "Sources" / "Foyer" / name, home / "Sources" / "Foyer" / name)
    shutil.copytree(ROOT / "Public", home / "Public")
    for number in (9001, 9002, 9003):
        script = "\n".join(STEPS).replace("{n}", str(number))
        (home / "Sources" / "Foyer" / "Schema" / f"{number}-later.sql").write_text(script, encoding="utf-8")
    return {"FOYER_HOME": str(home)}


def migrations(trial):
    older = trial.house("older")
    fill(older)
    chance, env, stopped = random.Random(trial.seed), newer_program(trial), 0
    trial_copy = copy(older, trial.folder / "once")
    seconds = duration(lambda: subprocess.run(
        older_command(older, trial_copy), env={**os.environ, **env}, check=True, capture_output=True))
    for number in range(trial.few(8, 60)):
        data = copy(older, trial.folder / f"killed-{number}")
        stopped += killed(trial, older_command(older, data), chance.uniform(0.05, 1.0) * seconds, env)
        if trial.control:
            leave_half(data)
        yield from old_or_new(data)
        told = subprocess.run(older_command(older, data), env={**os.environ, **env}, capture_output=True, text=True)
        if told.returncode:
            yield f"after a kill the migration does not go on: {told.stderr[-200:]}"
        yield from old_or_new(data, only_new=True)
        shutil.rmtree(data)
    trial.say(f"{stopped} migrations killed, of {seconds:.1f} s each; every store was old or new, and then new")


def fill(house):
    """Entries enough that the scripts have work; they are not sealed, and nobody verifies this store."""
    with sqlite3.connect(house.store) as store:
        columns = [row[1] for row in store.execute("PRAGMA table_info(journal)")]
        row = dict(zip(columns, store.execute("SELECT * FROM journal ORDER BY seq DESC LIMIT 1").fetchone()))
        for number in range(60):
            row.update(seq=row["seq"] + 1, id=f"01930000-0000-7000-8000-{number:012x}")
            store.execute(f"INSERT INTO journal VALUES ({', '.join('?' * len(columns))})", list(row.values()))
    store.close()


def leave_half(data):
    """Planted: what a program leaves that brings a store up to date without one transaction."""
    with sqlite3.connect(data / "foyer.sqlite") as store:
        store.execute("DELETE FROM schema_version WHERE version = 9003")
        store.execute("CREATE TABLE IF NOT EXISTS later_9001 (estate TEXT, seq BIGINT)")
    store.close()


def copy(house, target):
    shutil.copytree(house.data, target)
    return target


def older_command(house, data):
    """Any command that opens the store brings it up to date."""
    return [house.command()[0], "journal", "key", "--data", str(data)]


def old_or_new(data, only_new=False):
    store = SQLiteStore(data / "foyer.sqlite")
    try:
        yield from store.damage()
        versions = {row["version"] for row in store.rows("SELECT version FROM schema_version")} & {9001, 9002, 9003}
        tables = {row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE name LIKE 'later%'")}
        rows = {store.rows(f"SELECT COUNT(*) AS n FROM later_{n}")[0]["n"] for n in versions if f"later_{n}" in tables}
    finally:
        store.close()
    whole = {f"later_{n}{end}" for n in (9001, 9002, 9003) for end in ("", "_by_seq")}
    if (versions or tables or only_new) and (len(versions) != 3 or tables != whole or len(rows) != 1 or 0 in rows):
        yield f"BETWEEN: scripts {sorted(versions)}, tables and indexes {sorted(tables)}, rows {sorted(rows)}"


# Backups -------------------------------------------------------------------------------------------------------------

def backups(trial):
    house, chance, stopped = trial.house(), random.Random(trial.seed), 0
    list_of_residents(trial.folder / "list.csv", trial.few(300, 2000))
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


SCENARIOS = [
    Scenario("kill-imports", imports, controls=("lost-commit",)),
    Scenario("kill-migrations", migrations, controls=("no-transaction",)),
    Scenario("kill-backups", backups, controls=("half-file",)),
]
