"""Faults put into the unchanged program from outside, by LD_PRELOAD: the product itself has no switch for any of them.

strace could fail calls too, but on some kernels (ours of November 2026, 6.18 in a nested machine) it reports the failure
and the call is done all the same.
"""
import errno, mmap, os, pathlib, struct, subprocess

HERE = pathlib.Path(__file__).parent
PLANTS = ("normal", "lost-commit", "blind", "no-lock", "closing-takes-log")
CALLS = {"pwrite": 1, "fsync": 2, "fdatasync": 3, "open": 4, "ftruncate": 5, "fallocate": 6, "mmap": 7}


def library(name, folder):
    built = pathlib.Path(folder) / f"{name}.so"
    if not built.exists():
        compiler = os.environ.get("CC", "cc")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-w", "-o", built, HERE / f"{name}.c", "-ldl"], check=True)
    return str(built)


def planted(name, folder):
    """The environment for a fault of plant.c; nothing for any other name, so that a control can be passed straight in."""
    return {"LD_PRELOAD": library("plant", folder), "FOYER_PLANT": name} if name in PLANTS else {}


class FailingCalls:
    """Lets the nth call on the store's files fail, and some after it, in the running server."""

    def __init__(self, folder, control=None):
        path = pathlib.Path(folder) / "failing"
        path.write_bytes(bytes(4096))
        self.env = {"LD_PRELOAD": library("failing", folder), "FOYER_FAILING": str(path)}
        if control in PLANTS:
            both = f"{self.env['LD_PRELOAD']} {library('plant', folder)}"
            self.env |= {**planted(control, folder), "LD_PRELOAD": both}
        with open(path, "r+b") as file:
            self.order = mmap.mmap(file.fileno(), 4096)

    def begin(self, call, error, nth, count):
        """`error` is a name such as EIO, or "lie": the call does nothing and says that all is well."""
        lies = error == "lie"
        number = errno.EIO if lies else getattr(errno, error)
        struct.pack_into("6i", self.order, 4, number, nth, count, int(lies), 0, 0)
        struct.pack_into("i", self.order, 0, CALLS[call])

    def end(self):
        """How many calls failed."""
        struct.pack_into("i", self.order, 0, 0)
        return struct.unpack_from("i", self.order, 24)[0]
