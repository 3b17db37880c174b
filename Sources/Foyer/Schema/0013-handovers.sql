-- The handover of a post from one shift to the next (A-4.2): from its beginning until the relief has accepted it, or a
-- leader has ordered otherwise. covers_from: where the shift begins that is handed over.
CREATE TABLE handovers (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  post TEXT NOT NULL,
  covers_from BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  begun_by TEXT NOT NULL,
  begun_by_name TEXT NOT NULL,
  early_reason TEXT,
  happened TEXT,
  safety TEXT,
  utilities TEXT,
  orders TEXT,
  hygiene TEXT,
  refused_at BIGINT,
  refused_by_name TEXT,
  refusal TEXT,
  closed_at BIGINT,
  closing TEXT CHECK (closing IN ('accepted', 'ordered', 'withdrawn')),
  closed_by_name TEXT,
  closing_reason TEXT,
  tallies TEXT,
  PRIMARY KEY (estate, id),
  CHECK ((closed_at IS NULL) = (closing IS NULL))
);

-- A post is handed over once at a time.
CREATE UNIQUE INDEX handovers_open ON handovers (estate, post) WHERE closed_at IS NULL;
CREATE INDEX handovers_by_time ON handovers (estate, begun_at, id);
CREATE INDEX handovers_by_post ON handovers (estate, post, begun_at, id);

-- Who goes, who comes, and the leader who decided; with what each signed. drawn: strokes, if he drew his name.
CREATE TABLE handover_parties (
  estate TEXT NOT NULL,
  handover TEXT NOT NULL,
  account TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('off_going', 'relief', 'leader')),
  name TEXT NOT NULL,
  duty TEXT,
  planned_from BIGINT,
  planned_until BIGINT,
  arrived_at BIGINT,
  signed_at BIGINT,
  way TEXT,
  drawn TEXT,
  PRIMARY KEY (estate, handover, side, account),
  FOREIGN KEY (estate, handover) REFERENCES handovers (estate, id)
);

-- What was counted together, against the book as it stood then. book and away are told only after the count.
CREATE TABLE handover_counts (
  estate TEXT NOT NULL,
  handover TEXT NOT NULL,
  thing TEXT NOT NULL,
  name TEXT NOT NULL,
  position BIGINT NOT NULL,
  book BIGINT NOT NULL,
  away BIGINT NOT NULL,
  counted BIGINT NOT NULL,
  reason TEXT,
  counted_at BIGINT NOT NULL,
  counted_by_name TEXT NOT NULL,
  PRIMARY KEY (estate, handover, thing),
  FOREIGN KEY (estate, handover) REFERENCES handovers (estate, id)
);

-- Each open thing with what was said about it last, and its words in every language as they were read.
-- things: the addresses of what a summary stands for. gone_at: somebody saw to it during the handover.
CREATE TABLE handover_items (
  estate TEXT NOT NULL,
  handover TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  position BIGINT NOT NULL,
  path TEXT NOT NULL,
  room TEXT,
  since BIGINT NOT NULL,
  words TEXT NOT NULL,
  things TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  gone_at BIGINT,
  state TEXT NOT NULL CHECK (state IN ('unseen', 'understood', 'questioned', 'answered', 'ruled')),
  state_at BIGINT,
  state_by_name TEXT,
  PRIMARY KEY (estate, handover, item),
  FOREIGN KEY (estate, handover) REFERENCES handovers (estate, id)
) CLUSTERED;

-- What was said about an item, or about the handover itself where there is none.
CREATE TABLE handover_statements (
  estate TEXT NOT NULL,
  handover TEXT NOT NULL,
  id TEXT NOT NULL,
  item TEXT,
  kind TEXT NOT NULL,
  text TEXT,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  PRIMARY KEY (estate, handover, id),
  FOREIGN KEY (estate, handover) REFERENCES handovers (estate, id)
);

-- Notes of the record that the next shift has to see to. The words are the entry's.
CREATE TABLE marked_notes (
  estate TEXT NOT NULL REFERENCES estates (id),
  entry TEXT NOT NULL,
  post TEXT NOT NULL,
  room TEXT,
  owner TEXT,
  marked_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by_name TEXT,
  outcome TEXT,
  PRIMARY KEY (estate, entry)
);

CREATE INDEX marked_notes_open ON marked_notes (estate, marked_at) WHERE settled_at IS NULL;

-- Small services to residents: only that it was done, and when. No person, no room.
CREATE TABLE courtesies (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('door', 'lift', 'heavy_load', 'umbrella', 'wheelchair', 'directions')),
  done_at BIGINT NOT NULL,
  account TEXT NOT NULL,
  undone_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE INDEX courtesies_by_time ON courtesies (estate, done_at, post);
