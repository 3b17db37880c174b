-- A person at a post. Without started_at he has arrived and is not on duty yet; without ended_at he still is.
-- What the roster had for him stands here as it was when he arrived, so that figures stay when the roster is changed.
CREATE TABLE duties (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  roster_entry TEXT,
  shift_name TEXT,
  planned_from BIGINT,
  planned_until BIGINT,
  arrived_at BIGINT NOT NULL,
  arrival_by TEXT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  ending TEXT CHECK (ending IN ('handover', 'order', 'sent_home', 'withdrawn')),
  ended_by TEXT,
  relieved_by TEXT,
  reason TEXT,
  -- What the leader decided about one who is not fit.
  ruling TEXT CHECK (ruling IN ('may_serve', 'sent_home')),
  ruled_at BIGINT,
  ruled_by TEXT,
  ruling_reason TEXT,
  -- How long before the planned end he went, where that is early, and what the leader said about it.
  early_minutes BIGINT,
  early_settled_at BIGINT,
  early_settled_by TEXT,
  early_agreed BIGINT,
  early_reason TEXT,
  PRIMARY KEY (estate, id),
  CHECK ((ended_at IS NULL) = (ending IS NULL))
);

CREATE UNIQUE INDEX duties_open ON duties (estate, account) WHERE ended_at IS NULL;
CREATE INDEX duties_at_post ON duties (estate, post, started_at);
CREATE INDEX duties_by_arrival ON duties (estate, arrived_at);
CREATE INDEX duties_left_early ON duties (estate, ended_at) WHERE early_minutes > 0 AND early_settled_at IS NULL;
CREATE INDEX duties_by_roster ON duties (estate, roster_entry) WHERE roster_entry IS NOT NULL;

-- Looked over: by himself, by the leader before duty, or inspected on duty (B-4.2.5). Words in items and wrong.
CREATE TABLE appearance_checks (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  duty TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('own', 'leader', 'inspection')),
  checked_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  items TEXT NOT NULL,
  wrong TEXT NOT NULL,
  note TEXT,
  righted_at BIGINT,
  righted_by TEXT,
  how TEXT,
  PRIMARY KEY (estate, id)
);

CREATE INDEX appearance_checks_by_duty ON appearance_checks (estate, duty, checked_at);
CREATE INDEX appearance_checks_open ON appearance_checks (estate, checked_at) WHERE righted_at IS NULL AND wrong <> '';

-- What a post has by the book.
CREATE TABLE equipment (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  pieces BIGINT NOT NULL CHECK (pieces > 0),
  position BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  retired_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE INDEX equipment_at_post ON equipment (estate, post, position);

-- What is not in order, open until somebody closes it and says how. away: pieces that are not at the post meanwhile.
CREATE TABLE equipment_faults (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  equipment TEXT NOT NULL,
  post TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('faulty', 'missing')),
  pieces BIGINT NOT NULL CHECK (pieces > 0),
  away BIGINT NOT NULL,
  note TEXT,
  duty TEXT,
  found_at BIGINT NOT NULL,
  found_by TEXT NOT NULL,
  told TEXT,
  told_at BIGINT,
  closed_at BIGINT,
  closed_by TEXT,
  how TEXT,
  PRIMARY KEY (estate, id),
  CHECK ((closed_at IS NULL) = (how IS NULL))
);

CREATE INDEX equipment_faults_open ON equipment_faults (estate, found_at) WHERE closed_at IS NULL;
CREATE INDEX equipment_faults_by_equipment ON equipment_faults (estate, equipment, found_at);

-- What was found of each piece at a sign-on; looked at again, the later word stands.
CREATE TABLE equipment_checks (
  estate TEXT NOT NULL REFERENCES estates (id),
  duty TEXT NOT NULL,
  equipment TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('normal', 'faulty', 'missing')),
  expected BIGINT NOT NULL,
  counted BIGINT,
  note TEXT,
  fault TEXT,
  checked_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (estate, duty, equipment)
);

-- Who did not come, until somebody says what became of it.
CREATE TABLE absences (
  estate TEXT NOT NULL REFERENCES estates (id),
  roster_entry TEXT NOT NULL,
  post TEXT NOT NULL,
  account TEXT NOT NULL,
  planned_from BIGINT NOT NULL,
  planned_until BIGINT NOT NULL,
  noted_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by TEXT,
  outcome TEXT,
  reason TEXT,
  PRIMARY KEY (estate, roster_entry),
  CHECK ((settled_at IS NULL) = (outcome IS NULL))
);

CREATE INDEX absences_open ON absences (estate, planned_from) WHERE settled_at IS NULL;
CREATE INDEX absences_by_plan ON absences (estate, planned_from);

-- A post that the roster had manned and where nobody was.
CREATE TABLE unmanned_times (
  estate TEXT NOT NULL REFERENCES estates (id),
  post TEXT NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT NOT NULL,
  ended_by TEXT NOT NULL,
  PRIMARY KEY (estate, post, since)
);

-- Until when it has been looked who did not come; what a program that was down has not seen is looked at when it is up.
CREATE TABLE attendance_looks (
  estate TEXT NOT NULL REFERENCES estates (id),
  until BIGINT NOT NULL,
  PRIMARY KEY (estate)
);
