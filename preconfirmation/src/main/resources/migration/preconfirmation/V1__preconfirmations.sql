-- A valid commitment, under the hash of its preconfirmation.
CREATE TABLE commitment (
    chain_id     bigint      NOT NULL,
    hash         bytea       NOT NULL,
    block_number numeric(78) NOT NULL,
    window_end   numeric(78) NOT NULL,
    signer       bytea       NOT NULL,
    txlist_hash  bytea,
    signed       bytea       NOT NULL,
    PRIMARY KEY (chain_id, hash)
);
CREATE INDEX commitment_by_number ON commitment (chain_id, block_number);
COMMENT ON COLUMN commitment.signed IS 'the 382 bytes of the SSZ SignedCommitment, its s the lower one';

-- A transaction list, counted by the commitments that name it.
CREATE TABLE txlist (
    chain_id     bigint      NOT NULL,
    hash         bytea       NOT NULL,
    refs         integer     NOT NULL,
    named        boolean     NOT NULL,
    lowest_block numeric(78) NOT NULL,
    size         integer     NOT NULL,
    body         bytea,
    stored_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain_id, hash)
);
CREATE INDEX txlist_missing ON txlist (chain_id, lowest_block) WHERE body IS NULL;
CREATE INDEX txlist_unnamed ON txlist (chain_id, stored_at) WHERE refs = 0;
COMMENT ON COLUMN txlist.body IS 'null while it is missing';
-- It is compressed already.
ALTER TABLE txlist ALTER COLUMN body SET STORAGE EXTERNAL;

-- How far the node and L1 are.
CREATE TABLE node_state (
    chain_id        bigint PRIMARY KEY,
    head_number     numeric(78) NOT NULL DEFAULT 0,
    head_window_end numeric(78) NOT NULL DEFAULT 0,
    tip_number      numeric(78),
    tip_hash        bytea
);

-- A message that was judged, for as long as it may come again.
CREATE TABLE seen_message (
    chain_id bigint      NOT NULL,
    id       bytea       NOT NULL,
    until    timestamptz NOT NULL,
    PRIMARY KEY (chain_id, id)
);
CREATE INDEX seen_message_until ON seen_message (chain_id, until);

-- A commitment that cannot be judged yet.
CREATE TABLE pending (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    chain_id     bigint      NOT NULL,
    hash         bytea       NOT NULL,
    parent       bytea       NOT NULL,
    block_number numeric(78) NOT NULL,
    missing      text        NOT NULL,
    peer         text        NOT NULL,
    since        timestamptz NOT NULL,
    signer       bytea       NOT NULL,
    signed       bytea       NOT NULL,
    -- Anybody can sign another's promise.
    PRIMARY KEY (chain_id, hash, signer)
);
CREATE INDEX pending_by_parent ON pending (chain_id, parent);
CREATE INDEX pending_by_peer ON pending (chain_id, peer, id);
CREATE INDEX pending_by_age ON pending (chain_id, id);

-- The one block that a signer may promise under a number in a slot.
CREATE TABLE promise (
    chain_id     bigint      NOT NULL,
    signer       bytea       NOT NULL,
    window_end   numeric(78) NOT NULL,
    block_number numeric(78) NOT NULL,
    hash         bytea       NOT NULL,
    signed       bytea       NOT NULL,
    PRIMARY KEY (chain_id, signer, window_end, block_number)
);
COMMENT ON COLUMN promise.signed IS 'what proves it, also when the commitment is gone';

-- Two promises where there may be one.
CREATE TABLE evidence (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain_id     bigint      NOT NULL,
    signer       bytea       NOT NULL,
    window_end   numeric(78) NOT NULL,
    block_number numeric(78) NOT NULL,
    first        bytea       NOT NULL,
    second       bytea       NOT NULL,
    UNIQUE (chain_id, first, second)
);
