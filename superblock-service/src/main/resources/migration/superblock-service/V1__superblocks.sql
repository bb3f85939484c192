-- One row: the writer that started last. Every transaction that writes locks it first, so that an
-- older process fails instead of writing, and event ids grow in the order of their commits.
CREATE TABLE writer (
  epoch bigint NOT NULL
);
INSERT INTO writer VALUES (0);

-- One row once a slot was read: where to go on in the slot topic, written with what led there.
CREATE TABLE slot_place (
  one smallint PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  next_offset bigint NOT NULL,
  term bigint NOT NULL,
  leader text NOT NULL,
  l1_block bigint NOT NULL,
  slot_closed bytea NOT NULL
);

-- Every superblock that a slot ever closed with. A slot has at most one.
CREATE TABLE superblock (
  slot bigint PRIMARY KEY,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  parent_hash bytea NOT NULL,
  blocks_root bytea NOT NULL,
  xts_hash bytea NOT NULL,
  -- How many settlement rollbacks had been applied before it.
  roll_backs bigint NOT NULL,
  status text NOT NULL CHECK (
    status IN ('QUEUED', 'SENT', 'INCLUDED', 'FINALIZED', 'ROLLED_BACK', 'REFUSED')),
  refusal text,
  -- The SlotClosed record with the ledger that the superblock leaves, as it is on the wire.
  slot_closed bytea NOT NULL,
  l1_transaction bytea,
  l1_block_number bigint,
  l1_block_hash bytea,
  closed_at timestamptz NOT NULL,
  queued_at timestamptz NOT NULL,
  included_at timestamptz,
  finalized_at timestamptz
);
-- The chain of superblocks holds each number once.
CREATE UNIQUE INDEX superblock_chain ON superblock (number)
  WHERE status NOT IN ('ROLLED_BACK', 'REFUSED');
CREATE INDEX superblock_number ON superblock (number, slot);
CREATE INDEX superblock_hash ON superblock (hash);
-- What still has to become final, and what was refused.
CREATE INDEX superblock_open ON superblock (number)
  WHERE status IN ('QUEUED', 'SENT', 'INCLUDED', 'REFUSED');

CREATE TABLE superblock_block (
  slot bigint NOT NULL REFERENCES superblock ON DELETE CASCADE,
  chain_id bigint NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (slot, chain_id)
);

CREATE TABLE superblock_xt (
  slot bigint NOT NULL REFERENCES superblock ON DELETE CASCADE,
  position integer NOT NULL,
  xt_id bytea NOT NULL,
  PRIMARY KEY (slot, position)
);
CREATE INDEX superblock_xt_id ON superblock_xt (xt_id);

-- Every L1 transaction, signed and stored before it is sent: the publisher's one nonce lane.
CREATE TABLE publish_attempt (
  nonce bigint NOT NULL,
  ordinal integer NOT NULL,
  superblock bytea NOT NULL,
  transaction bytea NOT NULL,
  raw bytea NOT NULL,
  max_fee bigint NOT NULL,
  priority_fee bigint NOT NULL,
  gas_limit bigint NOT NULL,
  prepared_at_block bigint NOT NULL,
  prepared_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (nonce, ordinal)
);
CREATE INDEX publish_attempt_superblock ON publish_attempt (superblock);

-- One row: how far L1 was followed and what it did to the chain of superblocks as a whole.
CREATE TABLE settlement (
  one smallint PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  roll_backs bigint NOT NULL,
  held bigint,
  followed bigint NOT NULL,
  announced bigint NOT NULL
);

-- Settlement rollbacks that became final.
CREATE TABLE roll_back (
  ordinal bigint PRIMARY KEY,
  last_valid bigint NOT NULL,
  last_valid_hash bytea NOT NULL,
  l1_block_number bigint NOT NULL,
  l1_block_hash bytea NOT NULL,
  applied_at timestamptz NOT NULL
);

-- All that happened, in order: what the topic is written from and what SSE streams read.
CREATE TABLE superblock_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  number bigint,
  hash bytea,
  slot bigint,
  l1_transaction bytea,
  l1_block_number bigint,
  l1_block_hash bytea,
  roll_back bigint,
  reason text,
  at timestamptz NOT NULL
);
