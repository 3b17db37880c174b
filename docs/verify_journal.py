#!/usr/bin/env python3
"""Verifies files made by `foyer journal export`, from docs/journal-format.md alone. Needs nothing but Python 3; with
the package `cryptography` signatures are checked faster. Exit 0: as it was sealed, 1: not, 2: wrong usage."""
import argparse, hashlib, json, sys
sha = lambda data: hashlib.sha256(data).digest()
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519 without the package: RFC 8032, 5.1
D = -121665 * pow(121666, -1, P) % P
def add(a, b):
    s, t, u, v = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0]), 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(n, point, result=(0, 1, 1, 0)):
    while n:
        result, point, n = add(result, point) if n & 1 else result, add(point, point), n >> 1
    return result
def point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == sign else P - x
    return (x, y, 1, x * y % P) if y < P and (x * x - square) % P == 0 else None

def is_signed(key, text, signature):
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        return Ed25519PublicKey.from_public_bytes(key).verify(signature, text) is None
    except ImportError:
        s, h = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + key + text).digest()
        base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
        a, b = times(s, base), add(point(signature[:32]), times(int.from_bytes(h, "little") % Q, point(key)))
        return len(signature) == 64 and s < Q and not (a[0] * b[2] - b[0] * a[2]) % P and not (a[1] * b[2] - b[1] * a[2]) % P
    except Exception:
        return False

def digest(entry):
    names = "estate seq id post happened_at recorded_at account account_name kind subject room pass important corrects"
    fields = [None if entry.get(name) is None else str(entry[name]).encode() for name in names.split()]
    erased = entry.get("commitment")
    fields.append(sha(bytes.fromhex(entry["salt"]) + entry["payload"].encode()) if erased is None else bytes.fromhex(erased))
    return sha(b"".join(b"-" if field is None else b"%d:%s" % (len(field), field) for field in [b"foyer entry 1"] + fields))

def take_entry(line, state, key, say):
    if line["seq"] != state["seq"] + 1:
        say(f"{line['estate']}: entry {line['seq']} does not follow entry {state['seq']}")
    if line.get("commitment") is not None:
        state["erased"].add(line["id"] if line["payload"] == "{}" and not line["salt"] else f"{line['id']} has words")
    state["erased"].discard(line.get("subject") if line["kind"] == "entry.erased" else None)
    state.update(seq=line["seq"], head=sha(state["head"] + digest(line)))

def take_seal(line, state, key, say):
    signed = "\n".join(["foyer seal 1"] + [str(line[n]) for n in "estate number seq head previous sealed_at mac".split()])
    follows = (line["number"], line["previous"], line["seq"]) == (state["number"] + 1, state["link"], state["seq"])
    if not follows or line["head"] != state["head"].hex() or not is_signed(key, signed.encode(), bytes.fromhex(line["signature"])):
        say(f"{line['estate']}: seal {line['number']} does not cover what stands before it")
    state["heads"][line["number"]] = (line["seq"], line["head"])
    state.update(number=line["number"], sealed=line["seq"], head=bytes.fromhex(line["head"]))
    state["link"] = sha(f"{signed}\n{line['signature']}".encode()).hex()

def verify(path, trusted, anchors):
    problems, estates, counts, key, ended, whole = [], {}, [0, 0], b"", False, hashlib.sha256()
    for number, raw in enumerate(open(path, "rb"), 1):
        line = json.loads(raw)
        kind, estate = line["type"], line.get("estate")
        if ended or (number == 1) != (kind == "header") or number == 1 and line["format"] != "foyer journal 1":
            problems.append(f"line {number} is out of place")
        if kind == "header":
            key = bytes.fromhex(line["public_key"] if trusted is None else trusted)
        elif kind == "end":
            ended, text = True, b"foyer journal file 1\n" + whole.hexdigest().encode()
            if counts != [line["entries"], line["seals"]] or not is_signed(key, text, bytes.fromhex(line["signature"])):
                problems.append("the file is not the one that was signed")
        else:
            counts[kind == "seal"] += 1
            start = dict(head=sha(b"foyer journal 1\n" + estate.encode()), link="0" * 64, seq=0, number=0, sealed=0)
            state = estates.setdefault(estate, dict(start, erased=set(), heads={}))
            {"entry": take_entry, "seal": take_seal}[kind](line, state, key, problems.append)
        whole.update(raw)
    for estate, state in estates.items():
        strange = any(state["heads"].get(a["number"]) != (a["seq"], a["head"]) for a in anchors if a["estate"] == estate)
        if strange or state["erased"] or state["seq"] != state["sealed"]:
            problems.append(f"{estate}: an anchor does not fit, the end is not sealed, or an erasure has no entry")
    return problems + ([] if ended else ["the end is missing"]), counts[0]

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--key", help="the public key as it was handed out, in hexadecimal digits")
    parser.add_argument("--anchors", type=argparse.FileType(), help="a file of anchors kept elsewhere")
    options, fits = parser.parse_args(), []
    known = [json.loads(line) for line in options.anchors or [] if line.strip()]
    for file in options.files:
        try:
            problems, entries = verify(file, options.key, known)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            problems, entries = [f"it cannot be read: {error!r}"], 0
        fits.append(not problems)
        print(json.dumps({"ok": fits[-1], "entries": entries, "problems": problems}))
    sys.exit(not all(fits))
