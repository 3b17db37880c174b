-- Copies of everything, whichever estates are in it; the last hundred are remembered. every_hours is what the schedule
-- was, and nothing for one that was made by hand.
CREATE TABLE backups (
  started_at BIGINT NOT NULL PRIMARY KEY,
  finished_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('made', 'damaged', 'failed')),
  file TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  head TEXT NOT NULL,
  every_hours BIGINT
);
