"""Commands that are killed while they work, and what is looked at afterwards."""
import os, subprocess, time

from checker import SQLiteStore


def killed(trial, command, seconds, env=None):
    """Starts a command and kills it after some seconds; true when it had not ended by then."""
    process = subprocess.Popen(
        command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        trial.history.note("killed", command=command[1:3], after=round(seconds, 3))
        return True


def duration(work):
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def integrity(house):
    store = SQLiteStore(house.store)
    try:
        yield from store.damage()
    finally:
        store.close()
    yield from house.record_problems()


def list_of_residents(path, count):
    lines = ["楼栋,单元,房号,姓名,手机"]
    for number in range(count):
        lines.append(f"{number % 9 + 1},{number % 3 + 1},{101 + number // 27},示例户{number},139{number:08d}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
