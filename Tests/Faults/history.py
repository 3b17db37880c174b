"""What clients sent and what they were answered: one line of JSON each, written before anybody looks at the server.

Requests carry invented names only. `sent` lines stand before the request leaves, `answered` lines after its answer came
or did not come. The answer is one of three words:
  ok       done, and durable: it may never be missing again
  refused  the server said that nothing was changed
  unknown  no answer, or one that leaves it open; who sent it sends the same again with the same key
"""
import json, pathlib, threading, time

OK, REFUSED, UNKNOWN = "ok", "refused", "unknown"


class History:
    def __init__(self, path, **about):
        self.path = pathlib.Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("w", buffering=1, encoding="utf-8")
        self._lock = threading.Lock()
        self.lines = []
        self.write(line="run", **about)

    def write(self, **line):
        with self._lock:
            line["at"] = time.time()
            line["order"] = len(self.lines)
            self.lines.append(line)
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def sent(self, client, key, request, **about):
        self.write(line="sent", client=client, key=key, request=request, **about)

    def answered(self, client, key, request, answer, **about):
        self.write(line="answered", client=client, key=key, request=request, answer=answer, **about)

    def note(self, what, **about):
        """A kill, a fault's begin or end."""
        self.write(line="note", what=what, **about)

    def close(self):
        self._file.close()

    def counts(self):
        found = {OK: 0, REFUSED: 0, UNKNOWN: 0}
        for line in self.lines:
            if line["line"] == "answered":
                found[line["answer"]] += 1
        return found


class Deed:
    """All that is known of one request with one key, over all times it was sent."""

    def __init__(self, key, request):
        self.key, self.request = key, request
        self.name = None
        self.visit = None
        self.answers = []
        self.passes = set()
        self.first_sent = None
        self.first_ok = None

    @property
    def is_acknowledged(self):
        return OK in self.answers

    @property
    def is_refused(self):
        """Each time it was sent the server said that nothing was changed."""
        return bool(self.answers) and all(answer == REFUSED for answer in self.answers)


def deeds(lines):
    """Of a history's lines (or those of a file) what was asked, by request and key."""
    found = {}
    for line in lines:
        if line["line"] not in ("sent", "answered"):
            continue
        deed = found.setdefault((line["request"], line["key"]), Deed(line["key"], line["request"]))
        deed.name = line.get("name", deed.name)
        deed.visit = line.get("visit", deed.visit)
        if line["line"] == "sent":
            deed.answers.append(UNKNOWN)
            deed.first_sent = line["order"] if deed.first_sent is None else deed.first_sent
            continue
        # The answer to what was sent last: a client sends one thing after another.
        deed.answers[-1] = line["answer"]
        if line["answer"] == OK:
            deed.first_ok = line["order"] if deed.first_ok is None else deed.first_ok
        if line.get("pass"):
            deed.passes.add(line["pass"])
    return found


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
