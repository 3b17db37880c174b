"""Clients of a desk: they let visitors in and out, write down what they were answered, and resend what nobody answered."""
import http.client, json, random, threading, time, uuid

from history import OK, REFUSED, UNKNOWN


def identifier():
    """A UUIDv7, as a client chooses it."""
    milliseconds, chance = time.time_ns() // 1_000_000, random.SystemRandom().getrandbits(74)
    value = milliseconds << 80 | 7 << 76 | (chance >> 62) << 64 | 2 << 62 | chance & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def check_in_body(key, name):
    return {
        "id": key, "visitor": {"name": name, "phone": "13900000001", "party": 1},
        "host": {"room": "1-2-1203", "name": "王"}, "purpose": "family",
        "confirmation": {"method": "intercom", "result": "confirmed"},
        "document": {"type": "resident_id", "number": "11010519491231002X", "check": "match"}, "pass": "auto",
    }


class Desk:
    """One way to the server, or several ports of which any may answer (PostgreSQL: several processes)."""

    def __init__(self, ports, token, timeout=5):
        self.ports = [ports] if isinstance(ports, int) else list(ports)
        self.token, self.timeout = token, timeout

    def ask(self, method, path, body=None, port=None, accept="application/json"):
        """Status and object; (None, None) when no whole answer came."""
        connection = http.client.HTTPConnection("127.0.0.1", port or random.choice(self.ports), timeout=self.timeout)
        headers = {"Authorization": f"Bearer {self.token}", "Accept": accept}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, None if body is None else json.dumps(body).encode(), headers)
            answer = connection.getresponse()
            data = answer.read()
            return answer.status, json.loads(data) if accept.endswith("json") and data else data
        except (OSError, http.client.HTTPException, ValueError):
            return None, None
        finally:
            connection.close()


def judged(status, body):
    """The one word for an answer. A 503 says by its type whether nothing was changed or nobody knows."""
    if status is not None and 200 <= status < 300:
        return OK
    kind = (body or {}).get("type", "") if isinstance(body, dict) else ""
    if status is not None and 400 <= status < 500:
        return REFUSED
    if status in (503, 507) and kind in ("/problems/unavailable", "/problems/disk_full"):
        return REFUSED
    return UNKNOWN


class Clerk(threading.Thread):
    """Works until told to stop; then resends what is open until it is answered or `patience` seconds are over.

    `forgetful` is a positive control: it resends with a new key, as a client without keys would.
    """

    def __init__(self, name, desk, history, seed, pause=0.0, patience=20, forgetful=False, limit=None):
        super().__init__(daemon=True)
        self.name, self.desk, self.history, self.pause = name, desk, history, pause
        self.patience, self.forgetful, self.limit = patience, forgetful, limit
        self.chance = random.Random(f"{seed} {name}")
        self.inside, self.open, self.done, self._unanswered = [], [], 0, set()
        self.ending = threading.Event()

    def run(self):
        while not self.ending.is_set() and (self.limit is None or self.done < self.limit):
            if self.open:
                if not self.send(*self.open.pop(0)):
                    self.ending.wait(0.05)
                continue
            if self.inside and (len(self.inside) >= 5 or self.chance.random() < 0.45):
                visit = self.inside.pop(self.chance.randrange(len(self.inside)))
                self.send("departure", visit, None)
            else:
                self.send("check_in", identifier(), f"示例{self.name}第{self.done}位")
            self.done += 1
            if self.pause:
                self.ending.wait(self.pause)
        self.settle()

    def settle(self):
        until = time.monotonic() + self.patience
        while self.open and time.monotonic() < until:
            if not self.send(*self.open.pop(0)):
                time.sleep(0.1)

    def send(self, request, key, name, again=None):
        """True when there was a clear answer."""
        is_again = (request, key) in self._unanswered
        if is_again and self.forgetful and request == "check_in":
            key = identifier()
        about = {"name": name} if request == "check_in" else {"visit": key}
        self.history.sent(self.name, key, request, **about)
        if request == "check_in":
            status, body = self.desk.ask("POST", "/visits", check_in_body(key, name))
        else:
            status, body = self.desk.ask("POST", f"/visits/{key}/departure", {"pass_returned": True})
        word = judged(status, body)
        # Told that the visitor has left already, after nobody answered: that was us.
        if request == "departure" and status == 409 and is_again:
            word = OK
        issued = (body.get("pass") or {}).get("number") if request == "check_in" and word == OK else None
        self.history.answered(self.name, key, request, word, status=status, **({"pass": issued} if issued else {}), **about)
        if word == UNKNOWN:
            self._unanswered.add((request, key))
            self.open.append((request, key, name))
        elif is_again and word == REFUSED and status == 503:
            # Refused this time; what became of the first time is as unknown as before.
            self._unanswered.add((request, key))
            self.open.append((request, key, name))
            return False
        elif request == "check_in" and word == OK and body.get("state") == "inside":
            self.inside.append(key)
        elif request == "departure" and word == REFUSED and status != 409:
            self.inside.append(key)
        return word != UNKNOWN


class Clerks:
    """Several at once, as a context: they begin, and at the end settle what is open."""

    def __init__(self, count, desk, history, seed, prefix="c", **options):
        self.clerks = [Clerk(f"{prefix}.{n}", desk, history, seed, **options) for n in range(count)]

    def __enter__(self):
        for clerk in self.clerks:
            clerk.start()
        return self

    def stop(self):
        for clerk in self.clerks:
            clerk.ending.set()

    def __exit__(self, *_):
        if all(clerk.limit is None for clerk in self.clerks):
            self.stop()
        for clerk in self.clerks:
            clerk.join()

    @property
    def unsettled(self):
        return sum(len(clerk.open) for clerk in self.clerks)
