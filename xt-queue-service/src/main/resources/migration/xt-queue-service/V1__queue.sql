-- The queue itself. Whoever writes anything locks this row first: so there is one writer at a time,
-- the bounds hold exactly, and the ids of events grow in the order in which they become visible.
CREATE TABLE queue (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- How many xTs wait; equal to the number of those in QUEUED or WITHDRAWING.
  waiting integer NOT NULL DEFAULT 0,
  paused_since timestamptz,
  -- The highest id of an event that was deleted.
  pruned_event bigint NOT NULL DEFAULT 0
);

INSERT INTO queue DEFAULT VALUES;

-- How far the log was folded, and the slot that it stands in. Written with the fold's effects.
CREATE TABLE fold (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Counts the leaders: a deposed one finds another number here and writes nothing.
  epoch bigint NOT NULL DEFAULT 0,
  next_slot_offset bigint NOT NULL DEFAULT 0,
  -- Whose records count in the slot topic, and the L1 block whose registry holds there.
  term bigint NOT NULL DEFAULT 0,
  leader text NOT NULL DEFAULT '',
  l1_block bigint NOT NULL DEFAULT 0,
  next_superblock_offset bigint NOT NULL DEFAULT 0,
  -- The last slot.
  slot bigint NOT NULL DEFAULT 0,
  phase text NOT NULL DEFAULT 'CLOSED',
  chains bigint[] NOT NULL DEFAULT '{}',
  suspended bigint[] NOT NULL DEFAULT '{}'
);

INSERT INTO fold DEFAULT VALUES;

CREATE TABLE xt (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id bytea NOT NULL UNIQUE,
  -- The canonical XTRequest. Not public before the xT is included.
  request bytea NOT NULL,
  chains bigint[] NOT NULL,
  signers bytea[] NOT NULL,
  rank bigint NOT NULL,
  queued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  status text NOT NULL,
  attempts integer NOT NULL,
  -- Where it ran last.
  slot bigint,
  sequence bigint,
  superblock bigint,
  l1_transaction bytea,
  -- Why it was aborted or queued again last, in JSON.
  reason text,
  -- The slot that it stands offered for, until that slot starts it or closes.
  offered_slot bigint,
  ended_at timestamptz
);

-- For lists by status.
CREATE INDEX xt_status ON xt (status, seq);
CREATE INDEX xt_running ON xt (slot) WHERE status IN ('STARTED', 'COMMITTED', 'ABORTING');
CREATE INDEX xt_offered ON xt (offered_slot) WHERE offered_slot IS NOT NULL;
CREATE INDEX xt_expiring ON xt (expires_at) WHERE status = 'QUEUED';
CREATE INDEX xt_superblock ON xt (superblock) WHERE superblock IS NOT NULL;
CREATE INDEX xt_ended ON xt (ended_at) WHERE ended_at IS NOT NULL;

-- The queue's order, for each chain: the xTs in QUEUED that stand not offered.
CREATE TABLE candidate (
  chain bigint NOT NULL,
  rank bigint NOT NULL,
  xt bigint NOT NULL,
  PRIMARY KEY (chain, rank, xt)
);

-- The xTs in QUEUED or WITHDRAWING, for each signer.
CREATE TABLE waiting_signer (
  signer bytea NOT NULL,
  xt bigint NOT NULL,
  PRIMARY KEY (signer, xt)
);

-- For lists by chain and by signer.
CREATE TABLE xt_chain (
  chain bigint NOT NULL,
  xt bigint NOT NULL,
  PRIMARY KEY (chain, xt)
);

CREATE TABLE xt_signer (
  signer bytea NOT NULL,
  xt bigint NOT NULL,
  PRIMARY KEY (signer, xt)
);

-- Final aborts, which cost their signers rank for a while.
CREATE TABLE signer_abort (
  signer bytea NOT NULL,
  at timestamptz NOT NULL,
  xt bigint NOT NULL,
  PRIMARY KEY (signer, at, xt)
);

CREATE INDEX signer_abort_at ON signer_abort (at);

CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xt bigint NOT NULL REFERENCES xt ON DELETE CASCADE,
  at timestamptz NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  attempts integer,
  slot bigint,
  sequence bigint,
  superblock bigint,
  l1_transaction bytea,
  reason text
);

CREATE INDEX event_of_xt ON event (xt, id);

-- What the slot topic built and what L1 made of it, whichever is read first.
CREATE TABLE superblock (
  hash bytea PRIMARY KEY,
  number bigint NOT NULL,
  built boolean NOT NULL,
  seen_at timestamptz NOT NULL,
  -- The last SuperblockStatus as a wire message.
  on_l1 bytea
);

CREATE INDEX superblock_built ON superblock (number) WHERE built;

-- Requests that sequencers passed on and the queue did not take: their users ask here.
CREATE TABLE refusal (
  id bytea PRIMARY KEY,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL
);

CREATE INDEX refusal_at ON refusal (at);

CREATE FUNCTION tell_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_TABLE_SCHEMA || '_news', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER tell_news AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION tell_news();
