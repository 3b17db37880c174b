-- Kinds of shift: code and hours. Minutes count from midnight of the day that a rotation writes the shift under; a
-- night that begins at 24:00 begins at 1440 and is dated, as every shift, by the moment it starts.
CREATE TABLE shift_kinds (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('duty', 'training')),
  starts_minute BIGINT NOT NULL,
  ends_minute BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX shift_kinds_by_code ON shift_kinds (estate, code) WHERE closed_at IS NULL;

-- How many people a post needs, from when to when, on which days of the week (1 is Monday).
CREATE TABLE cover_needs (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  weekdays TEXT NOT NULL,
  starts_minute BIGINT NOT NULL,
  ends_minute BIGINT NOT NULL,
  people BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, post) REFERENCES posts (estate, id)
);

CREATE INDEX cover_needs_by_post ON cover_needs (estate, post, starts_minute);

-- A cycle of days, each with the kind of shift worked on it: ids of shift kinds with spaces between, '-' for rest.
CREATE TABLE rotations (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  days TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (estate, id)
);

-- A crew walks through its rotation some days behind the first.
CREATE TABLE crews (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  position BIGINT NOT NULL,
  rotation TEXT,
  days_behind BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX crews_by_name ON crews (estate, name) WHERE closed_at IS NULL;

-- Who belongs to a crew, and at which post he stands; a person belongs to one crew at most.
CREATE TABLE crew_members (
  estate TEXT NOT NULL,
  account TEXT NOT NULL,
  crew TEXT NOT NULL,
  post TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (estate, account),
  FOREIGN KEY (estate, crew) REFERENCES crews (estate, id),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id)
);

-- A period of the roster, a calendar month: who made it, and who approved it. Before approval its entries are drafts.
CREATE TABLE rosters (
  estate TEXT NOT NULL REFERENCES estates (id),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  approved_at BIGINT,
  approved_by TEXT,
  PRIMARY KEY (estate, starts_at)
);

-- One planned shift of one person at one post. Instants, never dates; half-open.
CREATE TABLE roster_entries (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'planned', 'confirmed', 'cancelled')),
  origin TEXT NOT NULL CHECK (origin IN ('rotation', 'hand', 'extra', 'cover', 'swap')),
  covers TEXT,
  note TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  confirmed_at BIGINT,
  cancelled_at BIGINT,
  cancelled_by TEXT,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, post) REFERENCES posts (estate, id),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id),
  FOREIGN KEY (estate, kind) REFERENCES shift_kinds (estate, id)
);

CREATE INDEX roster_entries_by_time ON roster_entries (estate, starts_at, ends_at);
CREATE INDEX roster_entries_by_account ON roster_entries (estate, account, starts_at);

-- Days off that a person asks for. The reason may tell of health: sealed.
CREATE TABLE leaves (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  reason_sealed BYTES,
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn', 'revoked')),
  asked_at BIGINT NOT NULL,
  asked_by TEXT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  decision_note TEXT,
  -- An approved leave that was taken back.
  revoked_at BIGINT,
  revoked_by TEXT,
  revocation_note TEXT,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id)
);

CREATE INDEX leaves_by_account ON leaves (estate, account, starts_at);
CREATE INDEX leaves_by_time ON leaves (estate, starts_at);
CREATE INDEX leaves_waiting ON leaves (estate, asked_at) WHERE state = 'asked';

-- One person takes over another's shift; where both give one, they swap. First the other person answers, then the
-- leader decides.
CREATE TABLE shift_trades (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  entry TEXT NOT NULL,
  account TEXT NOT NULL,
  other_account TEXT NOT NULL,
  other_entry TEXT,
  starts_at BIGINT NOT NULL,
  note TEXT,
  state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'approved', 'refused', 'withdrawn')),
  asked_at BIGINT NOT NULL,
  answered_at BIGINT,
  decided_at BIGINT,
  decided_by TEXT,
  decision_note TEXT,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, entry) REFERENCES roster_entries (estate, id),
  FOREIGN KEY (estate, other_entry) REFERENCES roster_entries (estate, id)
);

CREATE INDEX shift_trades_by_time ON shift_trades (estate, starts_at);
CREATE INDEX shift_trades_waiting ON shift_trades (estate, answered_at) WHERE state = 'accepted';
CREATE INDEX shift_trades_by_account ON shift_trades (estate, account, starts_at);
CREATE INDEX shift_trades_by_other ON shift_trades (estate, other_account, starts_at);

-- Certificates that a post asks of who stands there; without a last day it holds on.
CREATE TABLE staff_certificates (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  expires_at BIGINT,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id)
);

CREATE INDEX staff_certificates_by_account ON staff_certificates (estate, account);

-- Secret addresses of personal calendars; one for a person.
CREATE TABLE roster_feeds (
  estate TEXT NOT NULL,
  account TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (estate, account),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id)
);

CREATE UNIQUE INDEX roster_feeds_by_token ON roster_feeds (token_hash);
