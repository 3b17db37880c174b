CREATE TABLE estates (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  profile TEXT NOT NULL CHECK (profile IN ('guard_post', 'butler_desk')),
  time_zone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE posts (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  position BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE TABLE rooms (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  room_key TEXT NOT NULL,
  zone TEXT,
  building TEXT,
  entrance TEXT,
  number TEXT,
  floor TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('flat', 'shop', 'parking', 'office', 'other')),
  display TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX rooms_by_key ON rooms (estate, room_key);

CREATE TABLE settings (
  estate TEXT NOT NULL REFERENCES estates (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (estate, name)
);
