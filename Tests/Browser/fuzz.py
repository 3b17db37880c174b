"""Requests by chance, made from /openapi.json: right ones and wrong ones, as several callers.

No answer may be a 5xx, and none may lie outside what the description says. Run it by bin/fuzz.
"""
import argparse, math, pathlib, random, re, subprocess, sys, urllib.request

from house import House

CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "ignored_auth", "use_after_free", "ensure_resource_availability",
]
# A stream that ends only when the server does.
ENDLESS = ["/live"]


def run(desk, caller, cases, seed):
    operations = sum(len(methods) for methods in desk.get("/openapi.json")["paths"].values()) - len(ENDLESS)
    command = [
        pathlib.Path(sys.executable).parent / "schemathesis", "run", f"{desk.address}/openapi.json",
        "--checks", ",".join(CHECKS), "--max-examples", math.ceil(cases / operations), "--seed", seed,
        "--phases", "examples,coverage,fuzzing" if cases >= 1000 else "fuzzing",
        "--header", "Accept: application/json", "--continue-on-failure", "--no-shrink", "--request-timeout", 30,
        "--generation-database", "none", "--suppress-health-check", "all", "--warnings", "off", "--no-color",
        "--max-redirects", 0, "--output-sanitize", "false",
    ]
    for path in ENDLESS:
        command += ["--exclude-path", path]
    if caller != "anonymous":
        command += ["--header", f"Authorization: Bearer {desk.token(caller)}"]
    answer = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    lines = answer.stdout.splitlines()
    told = [line.strip() for line in lines if "generated" in line or "Test cases" in line]
    print(f"{caller:<18} {' '.join(told) or 'see below'}", flush=True)
    if answer.returncode:
        begin = next((number for number, line in enumerate(lines) if "FAILURES" in line or "ERRORS" in line), 0)
        print("\n".join(lines[begin:][:400]), answer.stderr[-2000:])
    return answer.returncode == 0


def tell(desk):
    """How often each status was answered, and how many operations were ever answered well."""
    counts, good = {}, set()
    for operation, status, count in re.findall(
            r'foyer_requests_total\{operation="([^"]*)",status="(\d+)"\} (\d+)', urllib.request.urlopen(desk.address + "/metrics").read().decode()):
        counts[status] = counts.get(status, 0) + int(count)
        if status < "400":
            good.add(operation)
    print("answers: " + "  ".join(f"{status}: {count}" for status, count in sorted(counts.items())))
    print(f"{len(good)} addresses were answered well at least once")
    return not any(status >= "500" for status in counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=2000, help="requests for each caller, about")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--as", dest="callers", action="append", help="a role, or anonymous; may be repeated")
    options = parser.parse_args()
    callers = options.callers or ["attendant", "anonymous"] + (["property_manager"] if options.cases >= 1000 else [])
    desk = House()
    try:
        print(f"seed {options.seed}")
        good = all([run(desk, caller, options.cases, options.seed) for caller in callers])
        if desk.has_ended():
            print("The server has ended by itself.")
        good = not desk.has_ended() and tell(desk) and good
        if desk.said():
            good = False
            print("The server's log tells of faults:\n" + desk.said()[:6000])
        sys.exit(not good)
    finally:
        desk.close()


if __name__ == "__main__":
    main()
