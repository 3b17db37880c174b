CREATE TABLE journal (
  seq SERIAL_KEY,
  estate TEXT NOT NULL,
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
  payload TEXT NOT NULL
);

CREATE UNIQUE INDEX journal_by_id ON journal (estate, id);
CREATE INDEX journal_by_seq ON journal (estate, seq);
CREATE INDEX journal_by_time ON journal (estate, happened_at, seq);
CREATE INDEX journal_by_subject ON journal (estate, subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_by_pass ON journal (estate, pass, seq) WHERE pass IS NOT NULL;
CREATE INDEX journal_by_correction ON journal (estate, corrects) WHERE corrects IS NOT NULL;

APPEND_ONLY journal;
