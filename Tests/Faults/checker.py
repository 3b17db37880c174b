"""Looks into the database itself and compares it with a history. It shares no code with the server.

Every function yields sentences, each a broken promise; none is good.
"""
import collections, json, sqlite3, subprocess

from history import deeds


class SQLiteStore:
    """Reads a store's file. Of one that a server has open it is a guest: it never brings the log into the file."""

    def __init__(self, path):
        self.connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=10)
        self.connection.row_factory = sqlite3.Row

    def rows(self, sql):
        return [dict(row) for row in self.connection.execute(sql)]

    def damage(self):
        for row in self.connection.execute("PRAGMA integrity_check(5)"):
            if row[0] != "ok":
                yield f"integrity_check: {row[0]}"
        for row in self.connection.execute("PRAGMA foreign_key_check"):
            yield f"a row of {row[0]} refers to one that is not there"

    def close(self):
        self.connection.close()


class PostgreSQLStore:
    """Reads by psql, so that nothing but Debian's client is needed."""

    def __init__(self, url, psql="psql"):
        self.command = [psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c"]

    def rows(self, sql):
        out = subprocess.run(
            self.command + [f"SELECT row_to_json(r) FROM ({sql}) r"], check=True, capture_output=True, text=True).stdout
        return [json.loads(line) for line in out.splitlines() if line.strip()]

    def damage(self):
        return iter(())

    def close(self):
        pass


def check(lines, store):
    """Everything, of a history's lines and an open store."""
    return list(broken(lines, store))


def broken(lines, store):
    found = deeds(lines)
    visits = {row["id"]: row for row in store.rows(
        "SELECT id, state, visitor_name, pass_number, pass_returned, ended_at FROM visits")}
    yield from store.damage()
    yield from lost(found, visits)
    yield from invented(found, visits)
    yield from doubled(visits)
    yield from issued_twice(found, visits)
    yield from rack(store, visits)
    yield from record(store, visits)


def lost(found, visits):
    """What was acknowledged is there, as it was acknowledged."""
    for deed in found.values():
        if not deed.is_acknowledged:
            continue
        visit = visits.get(deed.key)
        if visit is None:
            yield f"LOST {deed.request} {deed.key}: acknowledged, and there is no such visit"
        elif deed.request == "check_in" and deed.passes - {visit["pass_number"]}:
            yield f"LOST pass of {deed.key}: {deed.passes} was answered, {visit['pass_number']} is stored"
        elif deed.request == "departure" and (visit["state"] != "left" or visit["ended_at"] is None):
            yield f"LOST departure {deed.key}: acknowledged, and the visit is {visit['state']}"


def invented(found, visits):
    """What the server said it did not do, it did not do."""
    for deed in found.values():
        if deed.is_refused and deed.request == "check_in" and deed.key in visits:
            yield f"INVENTED {deed.key}: refused each time, and the visit is there"


def doubled(visits):
    names = collections.Counter(row["visitor_name"] for row in visits.values())
    for name, count in names.items():
        if count > 1:
            yield f"DOUBLED {name}: {count} visits of one check-in"


def issued_twice(found, visits):
    """A pass that two clients held at the same time for certain: from the answer until the return was first asked for."""
    held = collections.defaultdict(list)
    for deed in found.values():
        if deed.request == "check_in" and deed.first_ok is not None:
            back = found.get(("departure", deed.key))
            for number in deed.passes:
                held[number].append((deed.first_ok, back.first_sent if back else float("inf"), deed.key))
    for number, times in held.items():
        times.sort()
        for (_, until, one), (begun, _, other) in zip(times, times[1:]):
            if begun < until:
                yield f"TWICE {number}: {other} had it while {one} did"
    inside = collections.Counter(
        row["pass_number"] for row in visits.values() if row["state"] == "inside" and row["pass_number"])
    for number, count in inside.items():
        if count > 1:
            yield f"TWICE {number}: {count} visitors inside with it"


def rack(store, visits):
    """Passes and visits tell the same."""
    for row in store.rows("SELECT number, state, visit FROM passes WHERE visit IS NOT NULL OR state = 'issued'"):
        visit = visits.get(row["visit"])
        if visit is None or visit["pass_number"] != row["number"] or visit["pass_returned"] == 1:
            yield f"RACK {row['number']} is {row['state']} to {row['visit']}, which does not hold it"
    issued = {row["visit"] for row in store.rows("SELECT visit FROM passes WHERE state = 'issued'")}
    for key, visit in visits.items():
        if visit["state"] == "inside" and visit["pass_number"] and key not in issued:
            yield f"RACK {visit['pass_number']} of {key}, who is inside, is not issued"


ENDS = ("visit.left", "visit.closed_unseen")


def record(store, visits):
    """Each visit has its entries once, and the entries of an estate are numbered without a gap."""
    for row in store.rows("SELECT estate, COUNT(*) AS n, MAX(seq) AS last FROM journal GROUP BY estate"):
        if row["n"] != row["last"]:
            yield f"RECORD of {row['estate']}: {row['n']} entries, the last is number {row['last']}"
    arrived, left = collections.Counter(), collections.Counter()
    for row in store.rows("SELECT kind, subject FROM journal WHERE kind LIKE 'visit.%'"):
        arrived[row["subject"]] += row["kind"] in ("visit.arrived", "visit.waiting")
        left[row["subject"]] += row["kind"] in ENDS
    for key, visit in visits.items():
        if visit["state"] in ("inside", "left") and arrived[key] != 1:
            yield f"RECORD has {arrived[key]} arrivals of {key}"
        if left[key] != (visit["state"] == "left"):
            yield f"RECORD has {left[key]} departures of {key}, which is {visit['state']}"
    for key in arrived:
        if key not in visits:
            yield f"RECORD tells of {key}, and there is no such visit"
