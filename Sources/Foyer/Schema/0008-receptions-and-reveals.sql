CREATE TABLE reveals (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  visit TEXT NOT NULL,
  reason TEXT NOT NULL,
  note_sealed BYTES,
  revealed_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, visit) REFERENCES visits (estate, id)
);

CREATE INDEX reveals_by_visit ON reveals (estate, visit, revealed_at);

CREATE TABLE receptions (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  organisation TEXT NOT NULL,
  leader TEXT,
  leader_title TEXT,
  party BIGINT NOT NULL,
  announced_party BIGINT,
  purpose TEXT NOT NULL,
  level TEXT,
  approved_by TEXT,
  host TEXT,
  escort TEXT,
  route TEXT,
  photos_allowed BIGINT NOT NULL,
  note TEXT,
  feedback TEXT,
  state TEXT NOT NULL CHECK (state IN ('announced', 'inside', 'left', 'cancelled')),
  planned_at BIGINT NOT NULL,
  announced_at BIGINT,
  arrived_at BIGINT,
  left_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX receptions_by_time ON receptions (estate, planned_at, id);
CREATE INDEX receptions_announced ON receptions (estate, planned_at, id) WHERE state = 'announced';
CREATE INDEX receptions_inside ON receptions (estate, planned_at, id) WHERE state = 'inside';
