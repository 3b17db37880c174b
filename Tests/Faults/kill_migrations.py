"""kill -9 while an older store is brought up to date: it is old or new, never between, and goes on at the next start."""
import os, random, shutil, sqlite3, subprocess

from checker import SQLiteStore
from commands import duration, killed
from server import ROOT
from trial import Scenario

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
    for number in range(trial.few(4, 60)):
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


SCENARIOS = [Scenario("kill-migrations", migrations, controls=("no-transaction",))]
