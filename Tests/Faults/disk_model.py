"""A disk as a power cut leaves it: what was synced is there; of the rest any part may be, and pages may be torn.

A file's bytes are safe after fsync or fdatasync of that file; its name after an fsync of it or of its folder. Writes that
are not safe yet are kept, left out, or torn at 512 bytes, each by chance.
"""
import os, pathlib

SECTOR = 512


class File:
    def __init__(self, data=b"", is_named=True):
        self.safe, self.pending, self.is_named, self.is_removed = bytearray(data), [], is_named, False

    def sync(self, before):
        """What was begun before the sync is safe."""
        for operation in [op for op in self.pending if op[0] < before]:
            apply(self.safe, operation)
        self.pending = [op for op in self.pending if op[0] >= before]

    def crashed(self, chance, torn):
        data = bytearray(self.safe)
        keeps = chance.choice((0.0, 0.5, 0.9, 1.0))
        for operation in self.pending:
            if chance.random() >= keeps:
                continue
            if operation[1] == "write" and chance.random() < torn:
                operation = tear(operation, chance)
            apply(data, operation)
        return bytes(data)


def tear(operation, chance):
    """Only some of a write's sectors."""
    when, kind, offset, data = operation
    sectors = [data[at:at + SECTOR] for at in range(0, len(data), SECTOR)]
    count = chance.randrange(len(sectors) + 1)
    return when, kind, offset, b"".join(sectors[:count])


def apply(data, operation):
    _, kind, offset, content = operation
    if kind == "cut":
        if len(data) > offset:
            del data[offset:]
        else:
            data.extend(bytes(offset - len(data)))
        return
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset:offset + len(content)] = content


class Disk:
    """The files of one folder. `take` follows a call; `save` writes a state after a cut at this moment."""

    def __init__(self, folder, before):
        self.folder = os.path.realpath(folder)
        self.files = {
            str(path.relative_to(before)): File(path.read_bytes())
            for path in pathlib.Path(before).rglob("*") if path.is_file()}
        self.open, self.places = {}, {}

    def _name(self, path):
        path = os.path.normpath(path)
        return path[len(self.folder) + 1:] if path.startswith(self.folder + "/") else None

    def take(self, call):
        handler = getattr(self, "_" + call.name, None)
        if handler and call.result >= 0:
            handler(call)

    def _openat(self, call):
        path = os.path.normpath(call.texts()[0].decode("utf-8", "replace"))
        if path == self.folder:
            self.open[call.result] = ""
            return
        name = self._name(path)
        if name is None or name.endswith("-shm"):
            self.open.pop(call.result, None)
            return
        if name not in self.files:
            self.files[name] = File(is_named="O_CREAT" not in call.text)
        if "O_TRUNC" in call.text:
            self.files[name].pending.append((call.begun, "cut", 0, b""))
        self.open[call.result] = name
        # Everything that is appended goes behind what is there.
        self.places[call.result] = None if "O_APPEND" in call.text else 0

    def _close(self, call):
        self.open.pop(call.numbers()[0], None)

    def _pwrite64(self, call):
        name = self.open.get(call.numbers()[0])
        if name:
            offset = call.numbers()[-1]
            self.files[name].pending.append((call.begun, "write", offset, call.texts()[0][:call.result]))

    def _write(self, call):
        descriptor = call.numbers()[0]
        name = self.open.get(descriptor)
        if not name:
            return
        file, place = self.files[name], self.places[descriptor]
        if place is None:
            whole = bytearray(file.safe)
            for operation in file.pending:
                apply(whole, operation)
            place = len(whole)
        else:
            self.places[descriptor] = place + call.result
        file.pending.append((call.begun, "write", place, call.texts()[0][:call.result]))

    def _read(self, call):
        descriptor = call.numbers()[0]
        if self.places.get(descriptor) is not None:
            self.places[descriptor] += call.result

    def _lseek(self, call):
        descriptor = call.numbers()[0]
        if self.places.get(descriptor) is not None:
            self.places[descriptor] = call.result

    def _ftruncate(self, call):
        name = self.open.get(call.numbers()[0])
        if name:
            self.files[name].pending.append((call.begun, "cut", call.numbers()[1], b""))

    def _fsync(self, call):
        name = self.open.get(call.numbers()[0])
        if name == "":
            for file in self.files.values():
                file.is_named = True
        elif name:
            self.files[name].sync(call.begun)

    _fdatasync = _fsync

    def save(self, folder, chance, torn=0.2):
        for name, file in self.files.items():
            if not file.is_named and chance.random() < 0.5:
                continue
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.crashed(chance, torn))
            path.chmod(0o600)
