CREATE TABLE expected_visits (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  room_key TEXT,
  room TEXT NOT NULL,
  host_name TEXT,
  host_match TEXT NOT NULL,
  visitor_name TEXT NOT NULL,
  party BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  plate TEXT,
  note TEXT,
  gives_pass BIGINT NOT NULL,
  recurrence TEXT NOT NULL CHECK (recurrence IN ('once', 'daily', 'weekdays')),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  last_day BIGINT,
  closes_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  cancelled_at BIGINT,
  cancelled_by_name TEXT,
  PRIMARY KEY (estate, id)
);

CREATE INDEX expected_visits_by_close ON expected_visits (estate, closes_at, id);
CREATE INDEX expected_visits_once ON expected_visits (estate, starts_at, id) WHERE recurrence = 'once';
CREATE INDEX expected_visits_again ON expected_visits (estate, closes_at) WHERE recurrence <> 'once';

CREATE TABLE expected_arrivals (
  estate TEXT NOT NULL,
  visit TEXT NOT NULL,
  expected_visit TEXT NOT NULL,
  occurs_at BIGINT NOT NULL,
  arrived_at BIGINT NOT NULL,
  PRIMARY KEY (estate, visit),
  FOREIGN KEY (estate, expected_visit) REFERENCES expected_visits (estate, id)
);

CREATE INDEX expected_arrivals_by_visit ON expected_arrivals (estate, expected_visit, occurs_at);
