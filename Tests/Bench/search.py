"""The search over a million residents in two hundred estates, over HTTP."""
import random
import shutil
import subprocess
import time
import urllib.parse

ESTATES = 200
KINDS = {
    "one or two characters of a name": ["王", "李", "若", "王若", "知微", "清和", "林"],
    "pinyin initials": ["w", "wr", "lzw", "z", "zq", "cgy"],
    "the end of a phone number": ["1", "42", "731", "0815", "99"],
    "a room": ["1-2-301", "301", "10-1-1204"],
}


def measure(options, folder, program, token, Server, say, target):
    data = folder / "search"
    print(f"\nSearch over {options.residents:,} residents in {ESTATES} estates")
    shutil.rmtree(data, ignore_errors=True)
    begun = time.perf_counter()
    made = subprocess.run(
        [program, "crowd", "--residents", str(options.residents), "--estates", str(ESTATES), "--data", data],
        check=True, capture_output=True, text=True).stdout.split()
    say("filled", f"{time.perf_counter() - begun:.0f} s", f"{(data / 'foyer.sqlite').stat().st_size / 1e6:.0f} MB")
    server = Server(data, options.port)
    try:
        worst = 0
        secrets = [token(data, estate) for estate in random.sample(made, 3)]
        for kind, queries in KINDS.items():
            addresses = ["?q=" + urllib.parse.quote(query) for query in queries]
            results = [
                server.wrk("reads.lua", 1, "/residents", secret, "application/json", *addresses, seconds=max(2, options.seconds / 3))
                for secret in secrets]
            p99 = max(result["p99"] for result in results)
            errors = sum(result["errors"] for result in results)
            worst = max(worst, p99 if not errors else float("inf"))
            say(kind, f"{results[0]['rate']:.0f}/s", f"p50 {results[0]['p50']:.2f} ms  p99 {p99:.2f} ms  errors {errors}")
        target("search, the slowest p99 in ms", worst, 5, False)
    finally:
        server.stop()
        shutil.rmtree(data, ignore_errors=True)
