"""A year's roster of forty people, made and checked over HTTP, beside an answer that checks nothing."""
import http.client
import json
import time

POSTS, CREWS = 10, 4


def measure(options, fresh, token, Server, say, target):
    data, estate = fresh("roster")
    secret = token(data, estate, "property_manager")
    server = Server(data, options.port)
    try:
        print("\nA year's roster for 40 people at 10 posts")
        begun = time.perf_counter()
        year = plan(options.port, secret)
        say("planned, 12 months", f"{time.perf_counter() - begun:.1f} s")
        path = f"/roster-check?from={year}-01-01&to={year}-12-31"
        found = json.loads(server.get(path, secret, "application/json"))
        say("shifts checked", f"{found['shifts']:,}", f"{found['people']} people, {len(found['findings'])} findings")
        constant = server.wrk("reads.lua", 1, "/bench/constant", secret, "text/html", seconds=max(1, options.seconds / 4))
        say("Hummingbird, a constant, 1 client", f"{constant['p50']:.2f} ms")
        check = server.wrk("reads.lua", 1, "/roster-check", secret, "application/json", path.partition("/roster-check")[2], seconds=options.seconds)
        say("the check of a year, 1 client", f"{check['rate']:.0f}/s", f"p50 {check['p50']:.1f} ms  p99 {check['p99']:.1f} ms  errors {check['errors']}")
        target("the check of a year, its median in ms", check["p50"] if not check["errors"] else float("inf"), 100, False, "{:.1f}")
    finally:
        server.stop()


def plan(port, secret):
    def post(path, **body):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", path, json.dumps(body), {
            "Authorization": f"Bearer {secret}", "Content-Type": "application/json", "Accept": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 201:
            raise SystemExit(f"bin/bench: {path} answered {answer.status}")
        return json.loads(text)

    year = time.gmtime().tm_year + 1
    posts = [post("/posts", post_name=f"量测岗{n}")["id"] for n in range(POSTS)]
    people = [post("/staff", name=f"量测员{n}", role="attendant")["id"] for n in range(POSTS * CREWS)]
    post("/roster-setup")
    rotation = post("/rotations", pattern="four_crews_doubled", starts_on=f"{year}-01-01")["rotations"][0]["id"]
    for crew in range(CREWS):
        made = post("/crews", name=f"第{crew}班", rotation=rotation, days_behind=2 * crew)["crews"][crew]["id"]
        for number, place in enumerate(posts):
            post(f"/crews/{made}/members", account=people[number * CREWS + crew], post=place)
    for month in range(1, 13):
        for act in ("generation", "approval"):
            post(f"/rosters/{year}-{month:02d}/{act}")
    return year
