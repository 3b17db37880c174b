"""The two engines as the filling sees them: SQL straight into the tables, without waiting for the disk."""
import sqlite3
import subprocess

# Rebuilt after the filling, which is faster than keeping them.
FILLED = ("visits", "journal")


class SQLiteStore:
    database = None

    def __init__(self, data):
        self.data = data

    def connect(self):
        self.connection = sqlite3.connect(self.data / "foyer.sqlite", isolation_level=None)

    def open(self):
        self.connect()
        for setting in ("locking_mode=EXCLUSIVE", "synchronous=OFF", "journal_mode=OFF", "cache_size=-1500000",
                        "threads=2", "foreign_keys=OFF"):
            self.connection.execute("PRAGMA " + setting)
        self.indexes = self.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('visits', 'journal')")
        self.run(*(f"DROP INDEX {name}" for name, _ in self.indexes))

    def run(self, *statements):
        for statement in statements:
            self.connection.execute(statement)

    def rows(self, question):
        return self.connection.execute(question).fetchall()

    def columns(self, table):
        return [row[1] for row in self.rows(f"PRAGMA table_info({table})")]

    def write(self, statement):
        """Beside what is filled already, while the desk is closed."""
        self.connect()
        self.run(statement)
        self.connection.close()

    def close(self):
        self.run(*(statement for _, statement in self.indexes))
        for setting in ("journal_mode=WAL", "wal_checkpoint(TRUNCATE)"):
            self.connection.execute("PRAGMA " + setting).fetchall()
        self.connection.close()
        # What was not waited for is waited for now, or its writing would be measured.
        subprocess.run(["sync", self.data / "foyer.sqlite"], check=True)

    def size(self):
        return (self.data / "foyer.sqlite").stat().st_size

    @staticmethod
    def series(count):
        return f"(WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) SELECT i FROM n) n"

    @staticmethod
    def hexadecimal(value):
        return f"printf('%012x', {value})"

    @staticmethod
    def decimal(value):
        return f"printf('%06d', {value})"


class PostgreSQLStore:
    def __init__(self, data, cluster, name):
        self.data, self.cluster, self.name = data, cluster, name
        self.database = cluster.address(cluster.create(name))

    def open(self):
        self.indexes = self.rows(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('visits', 'journal') AND indexname NOT LIKE '%_pkey'")
        self.run(*(f"DROP INDEX {name}" for name, _ in self.indexes))

    def run(self, *statements):
        self.cluster.sql(self.name, "SET synchronous_commit = off", "SET session_replication_role = replica", *statements)

    def rows(self, question):
        return self.cluster.sql(self.name, question)

    def columns(self, table):
        return [name for name, in self.rows(
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position")]

    def write(self, statement):
        self.cluster.sql(self.name, statement)

    def close(self):
        self.run(*(statement for _, statement in self.indexes))
        self.run("VACUUM ANALYZE", "CHECKPOINT")

    def size(self):
        return int(self.rows("SELECT pg_database_size(current_database())")[0][0])

    @staticmethod
    def series(count):
        return f"generate_series(0::bigint, {count - 1}) n (i)"

    @staticmethod
    def hexadecimal(value):
        return f"lpad(to_hex({value}), 12, '0')"

    @staticmethod
    def decimal(value):
        return f"lpad(({value})::text, 6, '0')"
