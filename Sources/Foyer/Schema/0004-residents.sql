CREATE INDEX rooms_by_building ON rooms (estate, zone, building, entrance);
CREATE INDEX rooms_by_number ON rooms (estate, number);

CREATE TABLE residents (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  phones TEXT NOT NULL,
  note TEXT,
  discreet BIGINT NOT NULL,
  extras BYTES,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);

CREATE TABLE residencies (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  resident TEXT NOT NULL,
  room TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('owner', 'tenant', 'family', 'agent')),
  starts_at BIGINT,
  ends_at BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, resident) REFERENCES residents (estate, id),
  FOREIGN KEY (estate, room) REFERENCES rooms (estate, id)
);

CREATE INDEX residencies_by_room ON residencies (estate, room);
CREATE INDEX residencies_by_resident ON residencies (estate, resident);

CREATE TABLE resident_grams (
  estate TEXT NOT NULL,
  gram TEXT NOT NULL,
  rank BIGINT NOT NULL,
  word TEXT NOT NULL,
  resident TEXT NOT NULL,
  PRIMARY KEY (estate, gram, rank, word, resident)
) CLUSTERED;

CREATE TABLE room_grams (
  estate TEXT NOT NULL,
  gram TEXT NOT NULL,
  word TEXT NOT NULL,
  room TEXT NOT NULL,
  PRIMARY KEY (estate, gram, word, room)
) CLUSTERED;

CREATE TABLE admission_bars (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  resident TEXT NOT NULL,
  name_hash TEXT,
  phone_hash TEXT,
  sealed BYTES NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (estate, id),
  FOREIGN KEY (estate, resident) REFERENCES residents (estate, id),
  CHECK (name_hash IS NOT NULL OR phone_hash IS NOT NULL)
);

CREATE INDEX admission_bars_by_resident ON admission_bars (estate, resident);

CREATE TABLE recognition_cards (
  estate TEXT NOT NULL,
  resident TEXT NOT NULL,
  post TEXT NOT NULL,
  sealed BYTES NOT NULL,
  consent_by TEXT NOT NULL CHECK (consent_by IN ('resident', 'guardian')),
  consent_at BIGINT NOT NULL,
  consent_version TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  kept_by TEXT NOT NULL,
  PRIMARY KEY (estate, resident),
  FOREIGN KEY (estate, resident) REFERENCES residents (estate, id)
);

CREATE TABLE resident_imports (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  file BYTES,
  options TEXT NOT NULL,
  report BYTES,
  rows_done BIGINT NOT NULL,
  rows_all BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  touched_at BIGINT NOT NULL,
  PRIMARY KEY (estate, id)
);
