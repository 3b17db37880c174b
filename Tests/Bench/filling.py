"""Years of visits straight into the tables, in the words of both engines, from one real visit as the pattern."""

ESTATES = 20
ROOMS = 600
PASSES = 300
YEARS = 3
MILLISECONDS = YEARS * 365 * 86_400_000


class Filling:
    """SQL for one estate. `words.series(n)` is a table with `i` from 0, `words.hexadecimal(x)` twelve digits of a
    number and `words.decimal(x)` six."""

    def __init__(self, estate, post, words, now):
        self.estate, self.post, self.now = estate, post, now
        self.series, self.hex, self.decimal = words.series, words.hexadecimal, words.decimal

    def place(self):
        """Rooms with somebody at home, and a rack."""
        room = f"'01940000-0000-7000-8000-' || {self.hex('i')}"
        number = "(i / 20 + 1) || '01'"
        building = "(i % 20 + 1)"
        return [
            f"""INSERT INTO rooms (estate, id, room_key, building, entrance, number, kind, display, created_at)
                SELECT '{self.estate}', {room}, '||' || {building} || '|2|' || {number}, '' || {building}, '2', {number},
                  'flat', {building} || '-2-' || {number}, 0 FROM {self.series(ROOMS)}""",
            f"""INSERT INTO residents (estate, id, name, phones, discreet, created_at, changed_at)
                SELECT '{self.estate}', {room}, '王', '', 0, 0, 0 FROM {self.series(ROOMS)}""",
            f"""INSERT INTO residencies (estate, id, resident, room, relation, created_at)
                SELECT '{self.estate}', {room}, {room}, {room}, 'owner', 0 FROM {self.series(ROOMS)}""",
            self.rack("A", PASSES),
        ]

    def rack(self, prefix, count):
        number = f"'{prefix}-' || {self.decimal('i')}"
        return f"""INSERT INTO passes (estate, id, post, number, state, changed_at)
            SELECT '{self.estate}', '0193000{ord(prefix) - 64}-0000-7000-8000-' || {self.hex('i')}, '{self.post}', {number},
              'available', 0 FROM {self.series(count)}"""

    def visits(self, columns, count):
        """All of them have left, forty minutes after they came, over three years up to today."""
        arrived = f"({self.now - MILLISECONDS} + i * {MILLISECONDS // count})"
        building, floor = "(i * 7919 % 600 % 20 + 1)", "(i * 7919 % 600 / 20 + 1)"
        values = {
            "estate": f"'{self.estate}'", "id": self.visit(arrived), "post": f"'{self.post}'",
            "visitor_name": "'示例访客' || (i % 9999)", "room": f"'01940000-0000-7000-8000-' || {self.hex('(i * 7919 % 600)')}",
            "room_key": f"'||' || {building} || '|2|' || {floor} || '01'",
            "room_text": f"{building} || '-2-' || {floor} || '01'",
            "purpose": "CASE WHEN i % 10 < 4 THEN 'family' WHEN i % 10 < 7 THEN 'delivery' WHEN i % 10 < 9 THEN 'friend' "
                       "WHEN i % 20 < 10 THEN 'repair' ELSE 'agency' END",
            "pass": f"'01930001-0000-7000-8000-' || {self.hex(f'(i % {PASSES})')}", "pass_number": self.number(),
            "arrived_at": arrived, "recorded_at": arrived, "admitted_at": arrived,
            "expected_end": f"{arrived} + 14400000", "ended_at": f"{arrived} + 2400000",
            "ended_recorded_at": f"{arrived} + 2400000",
        }
        chosen = ", ".join(values.get(column, "t." + column) for column in columns)
        return (f"INSERT INTO visits ({', '.join(columns)}) SELECT {chosen} FROM {self.series(count)} "
                "CROSS JOIN like_visit t")

    def entries(self, columns, count, first, each):
        """Of every visit the arrival and, with two each, the departure."""
        arrived = f"({self.now - MILLISECONDS} + i / {each} * {MILLISECONDS // count})"
        happened = f"({arrived} + i % {each} * 2400000)"
        values = {
            "estate": f"'{self.estate}'", "seq": f"{first} + i", "post": f"'{self.post}'",
            "id": f"substr({self.hex(happened)}, 1, 8) || '-' || substr({self.hex(happened)}, 9) || '-7000-9000-' || {self.hex('i')}",
            "happened_at": happened, "recorded_at": happened,
            "subject": self.visit(arrived), "pass": self.number(f"(i / {each})"),
            "room": f"(i / {each} * 7919 % 600 % 20 + 1) || '-2-' || (i / {each} * 7919 % 600 / 20 + 1) || '01'",
        }
        chosen = ", ".join(values.get(column, "t." + column) for column in columns)
        return (f"INSERT INTO journal ({', '.join(columns)}) SELECT {chosen} FROM {self.series(count * each)} "
                f"CROSS JOIN like_entry t WHERE t.step = i % {each}")

    def visit(self, arrived):
        return f"substr({self.hex(arrived)}, 1, 8) || '-' || substr({self.hex(arrived)}, 9) || '-7000-8000-000000000000'"

    def number(self, i="i"):
        return f"'A-' || {self.decimal(f'({i} % {PASSES})')}"
