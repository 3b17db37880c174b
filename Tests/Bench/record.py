"""Sealing beside the fastest check-ins, and how fast the whole record is verified."""
import json
import os
import subprocess
import time

ROUNDS = 3


def measure(options, program, fresh, token, hang_passes, Server, say, target):
    print("\nThe sealed record")
    data, estate = fresh("record")
    secret = token(data, estate)
    hang_passes(data, estate, 400_000)
    rates, waiting = {"off": [], "on": []}, 0
    # In turns: what the machine does meanwhile falls on both.
    for _ in range(ROUNDS):
        for sealing, found in rates.items():
            os.environ["FOYER_BENCH_SEALING"] = sealing
            server = Server(data, options.port)
            try:
                server.wrk("checkins.lua", 64, "/visits", secret, seconds=1)
                found.append(server.wrk("checkins.lua", 64, "/visits", secret, seconds=options.seconds / 2)["rate"])
                if sealing == "on":
                    waiting = max(waiting, oldest(server))
            finally:
                server.stop()
    os.environ.pop("FOYER_BENCH_SEALING")
    off, on = (sorted(found)[ROUNDS // 2] for found in (rates["off"], rates["on"]))
    say("check-ins, 64 clients, without sealing", f"{off:.0f}/s", "median of 3")
    say("check-ins, 64 clients, sealed meanwhile", f"{on:.0f}/s", "median of 3")
    target("sealing, of the check-in rate", 1 - on / off, 0.1, False)
    target("the oldest entry without a seal, after it, in s", waiting, 2, False, "{:.0f}")
    verify(data, program, say, target)


def oldest(server):
    text = server.get("/metrics", "none", "text/plain").decode()
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith("foyer_record_oldest_unsealed_seconds "))


def verify(data, program, say, target):
    begun = time.perf_counter()
    subprocess.run([program, "journal", "anchor", "--data", data], check=True, capture_output=True)
    say("what waited was sealed in", f"{time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    out = subprocess.run([program, "journal", "verify", "--json", "--data", data], capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    found = json.loads(out)
    say("verified", f"{found['entries']} lines", f"in {seconds:.2f} s, {len(found['problems'])} problems")
    target("entries verified a second", found["entries"] / seconds if found["ok"] else 0, 100_000, True, "{:.0f}")
