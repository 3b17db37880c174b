-- seq counts the entries of an estate from 1 without a gap, in the order in which they were committed.
-- Without its salt nobody can guess a payload from what the chain keeps of it. When a payload has to be erased, its
-- commitment takes its place and the chain still holds (docs/journal-format.md).
CREATE TABLE journal (
  estate TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  room TEXT,
  pass TEXT,
  important BIGINT NOT NULL,
  corrects TEXT,
  salt BYTES NOT NULL,
  payload TEXT NOT NULL,
  commitment BYTES,
  PRIMARY KEY (estate, seq)
);

CREATE UNIQUE INDEX journal_by_id ON journal (estate, id);
CREATE INDEX journal_by_time ON journal (estate, happened_at, seq);
CREATE INDEX journal_by_subject ON journal (estate, subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_by_correction ON journal (estate, corrects) WHERE corrects IS NOT NULL;

APPEND_ONLY journal;

-- Two that seal at once take the same number, and one of them finds it taken.
CREATE TABLE seals (
  estate TEXT NOT NULL,
  number BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  head BYTES NOT NULL,
  previous BYTES NOT NULL,
  sealed_at BIGINT NOT NULL,
  mac BYTES NOT NULL,
  signature BYTES NOT NULL,
  PRIMARY KEY (estate, number)
);

APPEND_ONLY seals;

CREATE TABLE record_checks (
  estate TEXT NOT NULL,
  checked_at BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  problems BIGINT NOT NULL,
  head BYTES NOT NULL,
  PRIMARY KEY (estate, checked_at)
);
