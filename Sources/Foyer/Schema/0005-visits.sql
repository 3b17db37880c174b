CREATE TABLE visits (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  category TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  visitor_name TEXT,
  visitor_sex TEXT,
  visitor_phone TEXT,
  visitor_hash TEXT,
  party BIGINT NOT NULL,
  organisation TEXT,
  purpose TEXT NOT NULL,
  room TEXT,
  room_key TEXT,
  room_text TEXT,
  host_name TEXT,
  host_match TEXT NOT NULL,
  confirmation_method TEXT,
  confirmation_result TEXT,
  confirmation_tries BIGINT NOT NULL,
  confirmed_by TEXT,
  document_type TEXT,
  document_sealed BYTES,
  document_hash TEXT,
  document_masked TEXT,
  document_check TEXT NOT NULL,
  document_findings TEXT NOT NULL,
  alternative TEXT,
  belongings TEXT,
  note TEXT,
  pass TEXT,
  pass_number TEXT,
  pass_returned BIGINT,
  expected_visit TEXT,
  arrived_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  expected_end BIGINT,
  admitted_at BIGINT,
  ended_at BIGINT,
  ended_recorded_at BIGINT,
  registered_by TEXT NOT NULL,
  registered_by_name TEXT NOT NULL,
  ended_by_name TEXT,
  warnings TEXT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE INDEX visits_by_arrival ON visits (estate, arrived_at, id);
-- Of the purposes that most visitors have, some are on every page of visits_by_arrival.
CREATE INDEX visits_of_rare_purpose ON visits (estate, purpose, arrived_at, id)
  WHERE purpose NOT IN ('friend', 'family', 'delivery');
-- Of these two an entry is made when a visit ends: each lies on another page, and a check-in would wait for it on the disk.
CREATE INDEX visits_by_room ON visits (estate, room_key, arrived_at, id)
  WHERE room_key IS NOT NULL AND state NOT IN ('inside', 'waiting');
CREATE INDEX visits_by_pass ON visits (estate, pass_number, arrived_at, id)
  WHERE pass_number IS NOT NULL AND state NOT IN ('inside', 'waiting');
CREATE INDEX visits_unsettled ON visits (estate, state, arrived_at, id) WHERE state <> 'left';
