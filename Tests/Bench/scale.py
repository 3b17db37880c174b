"""What a check-in, the desk page and a search cost at ten thousand visits and at many, on both engines."""
import http.client
import json
import os
import shutil
import time

import cluster
import filling
import stores

SMALL = 10_000
ROUNDS = 7
MEASURED = 7
SEARCHES = ("?room=3-2-701&limit=3", "?pass=A-000017&limit=3", "?from={month}&to={next}&limit=3")
CHECK_IN = {
    "visitor": {"name": "示例访客", "party": 1}, "host": {"room": "3-2-701", "name": "王"}, "purpose": "family",
    "confirmation": {"method": "intercom", "result": "confirmed"}, "pass": "auto",
    "document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"},
}


def measure(options, folder, estate, token, Server, say, target):
    # Nobody has sealed those years, and sealing them meanwhile is not what is measured.
    os.environ["FOYER_BENCH_SEALING"] = "off"
    for engine in options.engine or ("sqlite", "postgres"):
        print(f"\nCost at {SMALL:,} and at {options.visits:,} visits, {engine}", flush=True)
        it = cluster.Cluster() if engine == "postgres" else None
        desks = []
        try:
            for position, visits in enumerate((SMALL, options.visits)):
                desks.append(Desk(folder, it, visits, options.port + position, options.entries, estate, token, Server, say))
            compare(desks, options, say, target)
        finally:
            for desk in desks:
                desk.gone()
            if it:
                it.stop()


class Desk:
    """A server on a store with so many visits, a quarter of them in the estate that is asked."""

    def __init__(self, folder, it, visits, port, each, estate, token, Server, say):
        self.data = folder / f"scale-{visits}"
        shutil.rmtree(self.data, ignore_errors=True)
        self.store = stores.PostgreSQLStore(self.data, it, f"scale_{visits}") if it else stores.SQLiteStore(self.data)
        self.visits, self.each, self.at, self.server, begun = visits, each, (Server, port), None, time.perf_counter()
        estates = [estate(self.data, self.store.database) for _ in range(filling.ESTATES)]
        self.estate = estates[MEASURED]
        self.secret = token(self.data, self.estate, database=self.store.database)
        self.serve(*self.at)
        self.see_out(self.check_in())
        self.server.stop()
        entries = self.fill(estates)
        say(f"{visits:,} visits, {entries:,} entries", f"{self.store.size() / 1e9:.2f} GB",
            f"filled in {time.perf_counter() - begun:.0f} s")
        self.serve(*self.at)
        for _ in range(50):
            self.check_in()

    def serve(self, Server, port):
        self.server = Server(self.data, port, database=self.store.database)

    def ask(self, path, content):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("POST", path, json.dumps(content), {
            "Authorization": f"Bearer {self.secret}", "Content-Type": "application/json", "Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 201:
            raise SystemExit(f"bin/bench: {path} answered {answer.status}: {body.decode()}")
        return json.loads(body)

    def check_in(self):
        return self.ask("/visits", CHECK_IN)["id"]

    def see_out(self, visit):
        self.ask(f"/visits/{visit}/departure", {"pass_returned": True})

    def fill(self, estates):
        self.store.open()
        columns = self.patterns()
        now, entries = int(time.time() * 1000), 0
        posts = dict(self.store.rows("SELECT estate, id FROM posts"))
        self.post = posts[self.estate]
        last = dict(self.store.rows("SELECT estate, max(seq) FROM journal GROUP BY estate"))
        for estate in estates:
            part = self.visits // 4 if estate == self.estate else self.visits * 3 // 4 // (len(estates) - 1)
            sql = filling.Filling(estate, posts[estate], self.store, now)
            self.store.run(*sql.place(), sql.visits(columns["visits"], part),
                           sql.entries(columns["journal"], part, int(last.get(estate) or 0) + 1, self.each))
            entries += part * self.each
        self.store.run("DROP TABLE like_visit", "DROP TABLE like_entry")
        self.store.close()
        return entries

    def patterns(self):
        """The one real visit and its two entries, from which the others are made."""
        self.store.run(
            "CREATE TABLE like_visit AS SELECT * FROM visits",
            "CREATE TABLE like_entry AS SELECT CASE WHEN kind = 'visit.left' THEN 1 ELSE 0 END AS step, j.* FROM journal j "
            "WHERE subject IN (SELECT id FROM visits)")
        return {table: self.store.columns(table) for table in stores.FILLED}

    def hang_passes(self, count):
        """A rack that does not run out; hung after the desk was measured, which counts what hangs there."""
        self.server.stop()
        self.store.write(filling.Filling(self.estate, self.post, self.store, 0).rack("B", count))
        self.serve(*self.at)

    def gone(self):
        if self.server and self.server.process.poll() is None:
            self.server.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def processor(self):
        """Seconds of CPU that the server has used."""
        fields = open(f"/proc/{self.server.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100


def compare(desks, options, say, target):
    month, following = (time.strftime("%Y-%m-%d", time.localtime(time.time() - days * 86_400)) for days in (400, 370))
    searches = [search.format(month=month, next=following) for search in SEARCHES]
    seconds = max(1, options.seconds / 5)

    def read(path, accept, *queries):
        return lambda desk: desk.server.wrk("reads.lua", 1, path, desk.secret, accept, *queries, seconds=seconds)

    def check_in(clients):
        def measured(desk):
            before = desk.processor()
            result = desk.server.wrk("checkins.lua", clients, "/visits", desk.secret, seconds=seconds)
            return result | {"cpu": (desk.processor() - before) / max(result["count"], 1) * 1e6}
        return measured

    found = {"the desk page": turns(desks, read("/", "text/html"))}
    for name, search in zip(("by room", "by pass", "by day"), searches):
        found["a search " + name] = turns(desks, read("/visits", "application/json", search))
    for desk in desks:
        desk.hang_passes(300_000)
    alone, busy = turns(desks, check_in(1)), turns(desks, check_in(8))
    found["a check-in"] = alone
    for name, pairs in found.items():
        tell(f"{name}, p50, 1 client", pairs, "p50", "{:.2f} ms", say, target)
    tell("a check-in, CPU of foyer, 8 clients", busy, "cpu", "{:.0f} µs", say)
    for pair in busy:
        for result in pair:
            result["each"] = 1000 / result["rate"]
    tell("a check-in, of the rate, 8 clients", busy, "each", "{:.3f} ms", say, target)
    errors = sum(result["errors"] for pairs in [*found.values(), busy] for pair in pairs for result in pair)
    target("errors", errors, 0, False, "{:.0f}")


def turns(desks, measured):
    """Both in turns, the first and the second beginning alternately: what the machine does meanwhile falls on both."""
    for desk in desks:
        measured(desk)
    pairs = []
    for number in range(ROUNDS):
        order = desks if number % 2 else desks[::-1]
        results = {desk: measured(desk) for desk in order}
        pairs.append([results[desk] for desk in desks])
    return pairs


def tell(name, pairs, figure, form, say, target=None):
    small, large = (sorted(pair[side][figure] for pair in pairs)[ROUNDS // 2] for side in (0, 1))
    ratios = sorted(pair[1][figure] / pair[0][figure] for pair in pairs)
    say(name, form.format(large), f"at {SMALL:,}: {form.format(small)}; ratios {ratios[0]:.2f}–{ratios[-1]:.2f}")
    if target:
        target("… in proportion, median of the turns", ratios[ROUNDS // 2], 1.2, False)
