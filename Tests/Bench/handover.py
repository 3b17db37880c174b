"""The handover of a full shift: 2,000 entries behind it, 300 open things in it, beside an answer that does nothing."""
import http.client
import json
import time

ENTRIES = 2_000
VISITS, FINDINGS, NOTES = 100, 80, 120


def measure(options, fresh, token, hang_passes, Server, say, target):
    data, estate = fresh("handover")
    secret, manager = token(data, estate), token(data, estate, "property_manager")
    hang_passes(data, estate, 200)
    server = Server(data, options.port)
    try:
        print(f"\nThe handover of a shift of {ENTRIES:,} entries with {VISITS + FINDINGS + NOTES} open things")
        path = prepare(options.port, secret, manager)
        found = json.loads(server.get(path, secret, "application/json"))
        entries = found["tallies"]["entries"]
        say("in it", f"{len(found['items'])} items", f"{entries:,} entries of the shift")
        if len(found["items"]) < VISITS + FINDINGS + NOTES or entries < ENTRIES:
            raise SystemExit("bin/bench: the handover is not as large as it should be")
        size = len(server.get(path, secret))
        constant = server.wrk("reads.lua", 1, f"/bench/constant?size={size}", secret, "text/html", seconds=max(1, options.seconds / 4))
        say("Hummingbird, a constant of its size, 1 client", f"{constant['p50']:.2f} ms", f"{size:,} bytes")
        for name, address, accept in [
            ("the page", path, "text/html"), ("the sheet on paper", path + "/sheet", "text/html"),
            ("its JSON", path, "application/json"), ("its items alone", path + "?part=items", "text/html"),
        ]:
            seen = server.wrk("reads.lua", 1, address, secret, accept, seconds=max(2, options.seconds / 2))
            say(f"{name}, 1 client", f"p50 {seen['p50']:.1f} ms", f"p99 {seen['p99']:.1f} ms  {seen['rate']:.0f}/s  errors {seen['errors']}")
            if name in ("the page", "the sheet on paper"):
                median = seen["p50"] if not seen["errors"] else float("inf")
                target(f"{name} of the handover, its median in ms", median, 50, False, "{:.1f}")
        begun = time.perf_counter()
        for item in found["items"][:20]:
            post(options.port, secret, path + "/acknowledgements", item=item["item"])
        say("one item understood", f"{(time.perf_counter() - begun) * 50:.1f} ms", "mean of 20, with the whole answer")
    finally:
        server.stop()


def prepare(port, secret, manager):
    """A shift: visitors who should have left, things found on the way, notes for the next shift and for the record."""
    people = [post(port, manager, "/staff", name=f"量测员{n}", role="attendant")["id"] for n in range(2)]
    hour = 3600
    for number in range(VISITS):
        post(port, secret, "/visits", visitor={"name": f"示例访客{number}", "party": 1},
             host={"room": f"1-2-{number + 101}", "name": "王"}, purpose="family",
             confirmation={"method": "intercom", "result": "confirmed"},
             document={"type": "resident_id", "number": "11010519491231002X", "check": "match"}, **{"pass": "auto"},
             occurred_at=moment(-3 * hour), expected_end=moment(-hour))
    for number in range(FINDINGS):
        post(port, secret, "/findings", nature="fault", place=f"{number}层电梯厅", what="灯不亮", handling="told", told="杜仲")
    for number in range(ENTRIES - VISITS - FINDINGS):
        post(port, secret, "/notes", text=f"量测记录第{number}条，住户来电", next_shift=number < NOTES)
    begun = post(port, secret, "/handovers", off_going=[people[0]], reliefs=[people[1]])
    return f"/handovers/{begun['id']}"


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


LINES = {}


def post(port, secret, path, **body):
    line = LINES.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=60))
    line.request("POST", path, json.dumps(body), {
        "Authorization": f"Bearer {secret}", "Content-Type": "application/json", "Accept": "application/json"})
    answer = line.getresponse()
    text = answer.read()
    if answer.status != 201:
        raise SystemExit(f"bin/bench: {path} answered {answer.status}: {text[:300]}")
    return json.loads(text)
