-- What takes place in the lobby or concerns it: activities, bookings, works, outages, warnings of the weather.
-- area: whom it concerns (empty: the whole estate); revision: counts the changes of what is to be read.
CREATE TABLE lobby_events (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('activity', 'booking', 'move_in', 'move_out', 'works', 'outage', 'weather')),
  title TEXT NOT NULL,
  place TEXT,
  -- Kept for it, and for nothing else at that time.
  lift TEXT,
  area TEXT NOT NULL,
  area_text TEXT NOT NULL,
  post TEXT,
  organiser TEXT,
  staff_needed BIGINT,
  visitors_expected BIGINT,
  desk_note TEXT,
  say TEXT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  cancelled_at BIGINT,
  cancelled_by_name TEXT,
  visitors_came BIGINT,
  after_note TEXT,
  reported_at BIGINT,
  reported_by_name TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX lobby_events_by_end ON lobby_events (estate, ends_at, id);
CREATE INDEX lobby_events_by_start ON lobby_events (estate, starts_at, id);
-- Of what is over nobody has said yet how it went.
CREATE INDEX lobby_events_unreported ON lobby_events (estate, ends_at)
  WHERE reported_at IS NULL AND cancelled_at IS NULL AND kind IN ('activity', 'booking', 'move_in', 'move_out');

-- Notices to residents: drafted by anybody at the desk, published by those who may.
CREATE TABLE notices (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  area TEXT NOT NULL,
  area_text TEXT NOT NULL,
  issuer TEXT,
  say TEXT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'returned', 'published', 'withdrawn')),
  revision BIGINT NOT NULL,
  reason TEXT,
  published_at BIGINT,
  published_by_name TEXT,
  withdrawn_at BIGINT,
  withdrawn_by_name TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX notices_by_end ON notices (estate, ends_at, id);
CREATE INDEX notices_by_start ON notices (estate, starts_at, id);
CREATE INDEX notices_drafts ON notices (estate, created_at) WHERE state = 'draft';

-- What leaders pass on to the desk, with those who must have read it.
CREATE TABLE instructions (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  post TEXT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  revised_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by_name TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX instructions_by_end ON instructions (estate, ends_at, id);
CREATE INDEX instructions_by_start ON instructions (estate, starts_at, id);

-- Either a role or a person.
CREATE TABLE instruction_readers (
  estate TEXT NOT NULL,
  instruction TEXT NOT NULL,
  role TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (estate, instruction, role, account)
) CLUSTERED;

-- Who has read what in which revision, last. Each reading stands in the record too.
CREATE TABLE board_readings (
  estate TEXT NOT NULL,
  item TEXT NOT NULL,
  account TEXT NOT NULL,
  revision BIGINT NOT NULL,
  account_name TEXT NOT NULL,
  post TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (estate, item, account, revision)
);

-- What the desk says to visitors and callers for a room, a building, or the whole estate.
-- source: the address of the event or notice that it belongs to.
CREATE TABLE sayings (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  area TEXT NOT NULL,
  area_text TEXT NOT NULL,
  source TEXT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by_name TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX sayings_by_area ON sayings (estate, area, ends_at) WHERE withdrawn_at IS NULL;
CREATE INDEX sayings_by_end ON sayings (estate, ends_at, id);
