CREATE TABLE accounts (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password TEXT,
  pin TEXT,
  setup_hash TEXT,
  setup_expires_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by TEXT,
  disabled_at BIGINT,
  disabled_by TEXT,
  failed_tries BIGINT NOT NULL,
  blocked_until BIGINT,
  pin_failed_tries BIGINT NOT NULL,
  signed_in_at BIGINT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX accounts_by_name ON accounts (estate, name) WHERE disabled_at IS NULL;
CREATE UNIQUE INDEX accounts_by_setup ON accounts (setup_hash) WHERE setup_hash IS NOT NULL;

CREATE TABLE sessions (
  estate TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  account TEXT NOT NULL,
  post TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  browser TEXT,
  PRIMARY KEY (estate, token_hash),
  FOREIGN KEY (estate, account) REFERENCES accounts (estate, id)
);

CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_account ON sessions (estate, account);

-- Wrong tries of what is no account: network addresses, unknown names (hashed), enrolled browsers. An address belongs
-- to no estate, so the key cannot lead with one.
CREATE TABLE tries (
  subject TEXT NOT NULL PRIMARY KEY,
  tries BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  blocked_until BIGINT
);

CREATE TABLE browsers (
  estate TEXT NOT NULL,
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  post TEXT NOT NULL,
  name TEXT NOT NULL,
  enrolled_at BIGINT NOT NULL,
  enrolled_by TEXT NOT NULL,
  revoked_at BIGINT,
  revoked_by TEXT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX browsers_by_token ON browsers (token_hash);

CREATE TABLE tokens (
  estate TEXT NOT NULL REFERENCES estates (id),
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  scopes TEXT NOT NULL,
  post TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  revoked_by TEXT,
  PRIMARY KEY (estate, id)
);

CREATE UNIQUE INDEX tokens_by_hash ON tokens (token_hash);
