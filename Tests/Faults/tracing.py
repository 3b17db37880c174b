"""What a server did to its files, as strace saw it, in the order in which it happened."""
import re

CALLS = "openat,close,lseek,read,pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,fallocate"
UNFINISHED = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$", re.S)
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.S)
WHOLE = re.compile(r"^(\d+) +(\w+)\((.*)$", re.S)
RESULT = re.compile(r"\) += (-?\d+|\?)[^)]*$", re.S)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def command(output, only=CALLS):
    return ["strace", "-f", "-qq", "--seccomp-bpf", "-xx", "-s", "70000", "-e", f"trace={only}", "-o", str(output)]


def raw(text):
    return bytes.fromhex(text.replace("\\x", ""))


class Call:
    """One call that has ended: its name, arguments as text, result, and where in the order it began and ended."""

    __slots__ = ("name", "text", "result", "begun", "ended")

    def __init__(self, name, text, result, begun, ended):
        self.name, self.text, self.result, self.begun, self.ended = name, text, result, begun, ended

    def numbers(self):
        """The arguments that are numbers, without the texts between them."""
        return [int(part) for part in re.split(r"[,\s()]+", TEXT.sub("", RESULT.sub("", self.text))) if part.isdigit()]

    def texts(self):
        return [raw(match) for match in TEXT.findall(self.text)]


def calls(path):
    open_calls = {}
    with open(path, encoding="ascii", errors="replace") as file:
        for number, line in enumerate(file):
            line = line.rstrip("\n")
            if match := UNFINISHED.match(line):
                open_calls[match[1]] = (match[2], match[3], number)
                continue
            if match := RESUMED.match(line):
                name, text, begun = open_calls.pop(match[1], (match[2], "", number))
                text += match[3]
            elif match := WHOLE.match(line):
                name, text, begun = match[2], match[3], number
            else:
                continue
            result = RESULT.search(text)
            if result and result[1] != "?":
                yield Call(name, text, int(result[1]), begun, number)
