CREATE TABLE passes (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('available', 'issued', 'lost', 'voided')),
  visit TEXT,
  changed_at BIGINT NOT NULL,
  -- When it was voided; 0 for one in use, so that a number is in use once and may have been voided often.
  retired_at BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (estate, id),
  CHECK ((state = 'issued') = (visit IS NOT NULL)),
  CHECK ((state = 'voided') = (retired_at <> 0))
) CLUSTERED;

-- Without the state among its conditions, so that giving and returning a pass leave it alone.
CREATE UNIQUE INDEX passes_by_number ON passes (estate, number, retired_at);
CREATE UNIQUE INDEX passes_by_visit ON passes (estate, visit) WHERE visit IS NOT NULL;
-- With the state, although it is the same in every entry: SQLite answers from the index alone only then.
CREATE INDEX passes_on_rack ON passes (estate, post, number, id, state) WHERE state = 'available';
CREATE INDEX passes_lost ON passes (estate, post, number) WHERE state = 'lost';
CREATE INDEX passes_voided ON passes (estate, number, post, changed_at) WHERE state = 'voided';
