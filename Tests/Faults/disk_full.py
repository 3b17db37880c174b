"""The disk fills under a serving desk and gets room again: reading and signing in stay up, and nothing is lost."""
import http.client, json, os, subprocess, time

from client import Clerks, Desk
from plant import planted
from trial import Scenario

SIZE, BALLAST = 160, 64


def run(trial):
    disk = trial.folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", disk], check=True)
    trial.at_end(lambda: subprocess.run(["umount", "-l", disk], check=False))
    house = trial.house(base=disk)
    secret = sign_up(trial, house)
    ballast = 0 if trial.control == "no-ballast" else BALLAST
    server = trial.server(house, env=planted(trial.control, trial.folder), arguments=["--ballast", ballast])
    server.start()
    desk, slowest = Desk(trial.port, house.token), 0.0
    for number in range(trial.few(2, 20)):
        if ballast and not until(lambda: (house.data / "ballast").exists()):
            yield "there is no ballast"
        with Clerks(2, desk, trial.history, trial.seed, prefix=f"d{number}", pause=0.02) as clerks:
            time.sleep(0.4)
            trial.history.note("disk filled")
            # To the last byte, or nearly: then the ballast must be seen to go, or the engine runs into it first.
            fill(disk / "filler", leave=0 if number % 2 == 0 else 4 << 20)
            yield from full(desk, house, secret)
            os.unlink(disk / "filler")
            trial.history.note("disk has room")
            begun = time.monotonic()
            if not until(lambda: desk.ask("POST", "/notes", {"text": "巡查完毕"})[0] == 201):
                yield f"cycle {number}: it did not serve again within 5 s"
            slowest = max(slowest, time.monotonic() - begun)
            clerks.stop()
    server.kill()
    counts = trial.history.counts()
    trial.say(f"{trial.few(2, 20)} times full, {counts['ok']} acknowledged, {counts['refused']} refused; "
              f"served again after at most {slowest:.1f} s")
    yield from trial.verdict(house)


def sign_up(trial, house):
    """A person with a password, so that somebody can sign in."""
    told = json.loads(house.foyer("user", "add", "试员", "--role", "attendant", "--estate", house.estate, "--json").stdout)
    server = trial.server(house, arguments=["--ballast", "0"])
    server.start()
    password = "only-for-this-trial-23"
    status, _ = Desk(trial.port, house.token, timeout=60).ask(
        "POST", f"/setup/{told['code']}", {"password": password, "again": password})
    server.stop()
    if status != 201:
        raise RuntimeError(f"the person could not be set up: {status}")
    return password


def fill(path, leave):
    """Piece by piece: the server takes room at the same time."""
    piece, size = 16 << 20, 0
    with open(path, "wb") as file:
        while piece >= 4096:
            space = os.statvfs(path.parent)
            try:
                if space.f_bavail * space.f_frsize < leave + piece:
                    raise OSError
                os.posix_fallocate(file.fileno(), size, piece)
                size += piece
            except OSError:
                piece //= 2


def until(fact, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


def full(desk, house, secret):
    """What must be so while there is no room."""
    def says_so():
        status, body = desk.ask("POST", "/notes", {"text": "巡查完毕"})
        return status == 503 and body["type"] == "/problems/disk_full"
    if not until(says_so):
        yield "a change is not refused with disk_full"
    time.sleep(0.5)
    for path in ("/visits?state=inside", "/journal?limit=5", "/passes"):
        status, _ = desk.ask("GET", path)
        if status != 200:
            yield f"reading {path} answers {status}"
    status, body = desk.ask("GET", "/ready")
    if (status, (body or {}).get("status")) != (200, "disk_full"):
        yield f"/ready answers {status} {body}"
    yield from signed_in(desk, house, secret)


def signed_in(desk, house, secret):
    """Somebody signs in and sees the banner."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.ports[0], timeout=60)
    try:
        body = json.dumps({"name": "试员", "password": secret, "estate": house.estate})
        connection.request("POST", "/session", body, {"Content-Type": "application/json", "Accept": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 201:
            yield f"signing in answers {answer.status} {text[:200]!r}"
            return
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        connection.request("GET", "/", headers={"Cookie": cookie, "Accept": "text/html"})
        answer = connection.getresponse()
        page = answer.read().decode()
        if answer.status != 200 or "no-room" not in page:
            yield f"the desk page answers {answer.status} and {'has' if 'no-room' in page else 'has no'} banner"
    except OSError as error:
        yield f"signing in: {error}"
    finally:
        connection.close()


SCENARIOS = [Scenario("disk-full", run, controls=("no-ballast", "lost-commit"), as_root=True)]
