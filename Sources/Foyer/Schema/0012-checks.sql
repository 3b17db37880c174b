-- Checklists (A-1.2, A-2.1, B-4.2.3), the points of a patrol, the rounds that were made and what they found.
CREATE TABLE patrol_points (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Rises when its code is renewed: printed codes of before say nothing any more.
  serial BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  retired_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE TABLE checklists (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('patrol', 'cleaning', 'equipment')),
  version BIGINT NOT NULL,
  -- From when rounds are due.
  in_use_since BIGINT,
  -- Every due time before this moment has its round or a reason why it has none.
  settled_until BIGINT NOT NULL,
  retired_at BIGINT,
  PRIMARY KEY (estate, id)
);

-- When rounds are due stands beside the plan, which is long and is read for one round at a time.
CREATE TABLE checklist_versions (
  estate TEXT NOT NULL,
  checklist TEXT NOT NULL,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,
  times TEXT NOT NULL,
  weekdays TEXT NOT NULL,
  minutes BIGINT NOT NULL,
  plan TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  made_by_name TEXT NOT NULL,
  valid_until BIGINT,
  PRIMARY KEY (estate, checklist, version),
  FOREIGN KEY (estate, checklist) REFERENCES checklists (estate, id)
);

CREATE TABLE rounds (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  checklist TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  -- Nothing for a round that was made without being due.
  due_at BIGINT,
  started_at BIGINT NOT NULL,
  started_by TEXT NOT NULL,
  started_by_name TEXT NOT NULL,
  -- When it should be over.
  end_at BIGINT NOT NULL,
  stops BIGINT NOT NULL,
  checked BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  finished_at BIGINT,
  finished_by_name TEXT,
  -- Why it ended before its last stop.
  cut_short TEXT,
  PRIMARY KEY (estate, id)
);

-- A due round is made once.
CREATE UNIQUE INDEX rounds_by_due ON rounds (estate, due_at, checklist) WHERE due_at IS NOT NULL;
CREATE INDEX rounds_running ON rounds (estate, started_at, id) WHERE finished_at IS NULL;
CREATE INDEX rounds_by_time ON rounds (estate, started_at, id);
CREATE INDEX rounds_by_kind ON rounds (estate, kind, started_at, id);

CREATE TABLE round_stops (
  estate TEXT NOT NULL,
  round TEXT NOT NULL,
  stop TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checked', 'skipped')),
  way TEXT NOT NULL CHECK (way IN ('scanned', 'by_hand', 'none')),
  reason TEXT,
  note TEXT,
  answers TEXT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  corrections BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (estate, round, stop),
  FOREIGN KEY (estate, round) REFERENCES rounds (estate, id)
);

-- What stood at a stop before it was corrected, and why it does not any more.
CREATE TABLE stop_corrections (
  estate TEXT NOT NULL,
  round TEXT NOT NULL,
  stop TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  way TEXT NOT NULL,
  reason TEXT,
  note TEXT,
  answers TEXT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  why TEXT NOT NULL,
  corrected_at BIGINT NOT NULL,
  corrected_by TEXT NOT NULL,
  corrected_by_name TEXT NOT NULL,
  PRIMARY KEY (estate, round, stop, number),
  FOREIGN KEY (estate, round, stop) REFERENCES round_stops (estate, round, stop)
);

-- A due round that nobody made, and the leader's reason.
CREATE TABLE excused_rounds (
  estate TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  checklist TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  PRIMARY KEY (estate, due_at, checklist),
  FOREIGN KEY (estate, checklist) REFERENCES checklists (estate, id)
);

CREATE TABLE findings (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  round TEXT,
  stop TEXT,
  item TEXT,
  nature TEXT NOT NULL CHECK (nature IN ('cleaning', 'fault', 'hazard')),
  place TEXT NOT NULL,
  subject TEXT,
  what TEXT,
  -- Told somebody, or done by oneself (B-4.2.3).
  handling TEXT NOT NULL CHECK (handling IN ('told', 'self')),
  found_at BIGINT NOT NULL,
  found_by TEXT NOT NULL,
  found_by_name TEXT NOT NULL,
  told TEXT,
  told_at BIGINT,
  ticket TEXT,
  done_at BIGINT,
  done_by TEXT,
  done_by_name TEXT,
  done_note TEXT,
  checked_at BIGINT,
  checked_by_name TEXT,
  PRIMARY KEY (estate, id)
);

CREATE INDEX findings_open ON findings (estate, found_at, id) WHERE done_at IS NULL;
CREATE INDEX findings_by_time ON findings (estate, found_at, id);
CREATE INDEX findings_by_round ON findings (estate, round) WHERE round IS NOT NULL;

-- Pictures of places. The bytes go when they are old or show a person; that there was one stays.
CREATE TABLE check_photos (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  round TEXT NOT NULL,
  stop TEXT NOT NULL,
  item TEXT NOT NULL,
  picture BYTES,
  size BIGINT NOT NULL,
  at BIGINT NOT NULL,
  account_name TEXT NOT NULL,
  removed_at BIGINT,
  removed_by_name TEXT,
  removal_reason TEXT,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, round) REFERENCES rounds (estate, id)
);

CREATE INDEX check_photos_by_round ON check_photos (estate, round);
CREATE INDEX check_photos_kept ON check_photos (estate, at, id) WHERE removed_at IS NULL;
