"""Check-ins on PostgreSQL, beside bare inserts of the same rows, and two processes on one PostgreSQL."""
import concurrent.futures
import shutil
import subprocess

import cluster

ROUNDS = 3
POOLS = (4, 8, 16)
# Who needs PostgreSQL has many estates; the check-ins of one follow one another.
ESTATES = 8


def measure(options, bench, folder, fresh, estate, token, Server, say, target):
    print("\nCheck-ins on PostgreSQL, durable")
    program = folder / "inserts"
    include = subprocess.run(["pg_config", "--includedir"], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(["clang", "-O2", f"-I{include}", "-o", program, bench / "inserts.c", "-lpq", "-lpthread"], check=True)
    it = cluster.Cluster()
    try:
        check_ins(Rows(it, [*Server.around, program], fresh, estate, token), options, Server, say, target)
    finally:
        it.stop()


class Rows:
    """Two databases on one server: one that foyer serves, and one that the calibrator fills with the same rows."""

    def __init__(self, it, program, fresh, estate, token):
        self.it, self.program, self.estate = it, program, estate
        self.served, self.data, self.secrets = self.made("served", fresh, token)
        self.bare, self.bare_data, self.bare_secrets = self.made("bare", fresh, token)

    def made(self, name, fresh, token):
        self.it.create(name)
        address = self.it.address(name)
        data, first = fresh(f"postgres-{name}", address)
        estates = [first] + [self.estate(data, address) for _ in range(ESTATES - 1)]
        secrets = [token(data, estate, database=address) for estate in estates]
        hang_passes(self.it, name, 100_000)
        return name, data, secrets

    def tidy(self):
        """As pgbench does before a run: what earlier runs left dead is not what this one is measured by."""
        for database in (self.served, self.bare):
            self.it.sql(database, "VACUUM ANALYZE passes", "VACUUM ANALYZE visits", "VACUUM ANALYZE journal", "CHECKPOINT")

    def inserts(self, clients, seconds, *manner):
        out = subprocess.run([*self.program, self.it.address(self.bare), str(clients), str(seconds), *manner],
                             check=True, capture_output=True, text=True).stdout
        return float(out.split()[1])


def hang_passes(it, database, count):
    """A rack that does not run out while we measure."""
    it.sql(database, f"""
        INSERT INTO passes (estate, id, post, number, state, changed_at)
        SELECT p.estate, '01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), p.id, 'B-' || lpad(n::text, 6, '0'),
          'available', 0 FROM generate_series(1, {count}) n, posts p""", "VACUUM ANALYZE passes")


def check_ins(rows, options, Server, say, target):
    pattern(rows, options, Server)
    best = pools(rows, options, Server, say)
    server = Server(rows.data, options.port, database=rows.it.address(rows.served))
    bare, pipelined, found, alone = [], [], {1: [], 8: [], 64: []}, []
    every, one = ",".join(rows.secrets), rows.secrets[0]
    try:
        # In turns: what the machine does meanwhile falls on all of them.
        for _ in range(ROUNDS):
            rows.tidy()
            bare.append(rows.inserts(64, options.seconds / 2))
            for clients, results in found.items():
                results.append(server.wrk("checkins.lua", clients, "/visits", every, seconds=options.seconds / 2))
            alone.append(server.wrk("checkins.lua", 64, "/visits", one, seconds=options.seconds / 2))
            pipelined.append(rows.inserts(64, options.seconds / 2, "pipelined"))
        say("bare inserts of the same rows, 64 connections", f"{median(bare):.0f}/s", spread(bare))
        say("… all of a check-in sent at once", f"{median(pipelined):.0f}/s", spread(pipelined))
        for clients, results in found.items():
            tell(f"{clients} client(s), {ESTATES} estates, the shipped pool", results, say)
        tell("64 clients, all at one post of one estate", alone, say)
        errors = sum(result["errors"] for results in [*found.values(), alone] for result in results)
        rates = [result["rate"] for result in found[64]]
        target("64 clients, of bare inserts", median(rates) / median(bare), 0.5, True)
        say("64 clients of one estate, of bare inserts", f"{median([result['rate'] for result in alone]) / median(bare):.2f}")
        say("64 clients, of those sent at once", f"{median(rates) / median(pipelined):.2f}")
        say("fastest pool", f"pool={best}")
        target("check-ins that failed", errors, 0, False, "{:.0f}")
        say("memory after it", f"{server.memory():.0f} MB")
        two_processes(rows, server, options, Server, say, target)
    finally:
        server.stop()


def pattern(rows, options, Server):
    """Some real check-ins, of which the calibrator takes its rows."""
    server = Server(rows.bare_data, options.port, database=rows.it.address(rows.bare))
    try:
        server.wrk("checkins.lua", 8, "/visits", ",".join(rows.bare_secrets), seconds=1)
    finally:
        server.stop()
    rows.it.sql(rows.bare, "ANALYZE")


def pools(rows, options, Server, say):
    rates, every = {}, ",".join(rows.secrets)
    for pool in POOLS:
        server = Server(rows.data, options.port, database=rows.it.address(rows.served, pool=pool))
        try:
            rows.tidy()
            server.wrk("checkins.lua", 64, "/visits", every, seconds=1)
            result = server.wrk("checkins.lua", 64, "/visits", every, seconds=options.seconds / 2)
        finally:
            server.stop()
        rates[pool] = result["rate"]
        tell(f"64 clients, pool={pool}", [result], say)
    return max(rates, key=rates.get)


def two_processes(rows, first, options, Server, say, target):
    """Both at the same post of the same estate, so that each takes passes off the other's rack."""
    rows.tidy()
    data = rows.data.with_name("postgres-second")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    shutil.copytree(rows.data / "keys", data / "keys")
    second = Server(data, options.port + 1, database=rows.it.address(rows.served))
    try:
        with concurrent.futures.ThreadPoolExecutor() as together:
            results = list(together.map(
                lambda server: server.wrk("checkins.lua", 32, "/visits", rows.secrets[0], seconds=options.seconds),
                (first, second)))
    finally:
        second.stop()
    tell("two processes, 32 clients each, one estate", results, say, sum(result["rate"] for result in results))
    errors = sum(result["errors"] for result in results)
    target("… check-ins that failed", errors, 0, False, "{:.0f}")
    (visits, twice), = rows.it.sql(rows.served, """
        SELECT sum(given), count(*) FILTER (WHERE given > 1)
        FROM (SELECT count(*) AS given FROM visits WHERE pass IS NOT NULL GROUP BY estate, pass) AS each""")
    (strays,), = rows.it.sql(rows.served, """
        SELECT count(*) FROM visits v FULL JOIN (SELECT * FROM passes WHERE visit IS NOT NULL) p
          ON p.estate = v.estate AND p.id = v.pass AND p.visit = v.id
        WHERE v.id IS NULL OR p.id IS NULL""")
    (gaps,), = rows.it.sql(
        rows.served, "SELECT sum(missing) FROM (SELECT max(seq) - count(*) AS missing FROM journal GROUP BY estate) AS each")
    say("visits with a pass", visits)
    target("passes given twice", int(twice), 0, False, "{:.0f}")
    target("passes and visits that do not name each other", int(strays), 0, False, "{:.0f}")
    target("numbers missing in the record", int(gaps), 0, False, "{:.0f}")


def tell(name, results, say, rate=None):
    middle = sorted(results, key=lambda result: result["rate"])[len(results) // 2]
    say(name, f"{middle['rate'] if rate is None else rate:.0f}/s",
        f"p50 {middle['p50']:.2f} ms  p99 {middle['p99']:.2f} ms  errors {sum(result['errors'] for result in results)}")


def median(values):
    return sorted(values)[len(values) // 2]


def spread(values):
    return f"{min(values):.0f}–{max(values):.0f}"
