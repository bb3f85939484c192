-- A block that was valid by itself. The first one of a chain in a slot is the only one.
CREATE TABLE block (
    chain_id          bigint      NOT NULL,
    slot              bigint      NOT NULL,
    number            bigint      NOT NULL,
    hash              bytea       NOT NULL,
    parent_hash       bytea       NOT NULL,
    sealed_at         timestamptz NOT NULL,
    state_root        bytea       NOT NULL,
    transactions_root bytea       NOT NULL,
    receipts_root     bytea       NOT NULL,
    transactions      integer     NOT NULL,
    size              integer     NOT NULL,
    included_xts      text[]      NOT NULL,
    message           bytea       NOT NULL,
    stored_at         timestamptz NOT NULL,
    PRIMARY KEY (chain_id, slot)
);
CREATE UNIQUE INDEX block_by_hash ON block (chain_id, hash);
CREATE INDEX block_by_number ON block (chain_id, number);
CREATE INDEX block_by_slot ON block (slot);
COMMENT ON COLUMN block.message IS 'the L2Block as in Kafka: RLP, receipts and proofs in one zstd frame';
-- It is compressed already.
ALTER TABLE block ALTER COLUMN message SET STORAGE EXTERNAL;

-- The one verdict on a submitted block. A block that is sent again gets it again.
CREATE TABLE verdict (
    slot     bigint      NOT NULL,
    chain_id bigint      NOT NULL,
    hash     bytea       NOT NULL,
    reason   text,
    message  bytea       NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (slot, chain_id, hash)
);
COMMENT ON COLUMN verdict.reason IS 'why the block was rejected; null when it was accepted';

-- A block that came before its slot was sealed.
CREATE TABLE held_block (
    slot     bigint      NOT NULL,
    chain_id bigint      NOT NULL,
    hash     bytea       NOT NULL,
    message  bytea       NOT NULL,
    held_at  timestamptz NOT NULL,
    PRIMARY KEY (slot, chain_id, hash)
);
CREATE INDEX held_block_by_chain ON held_block (chain_id, slot);
ALTER TABLE held_block ALTER COLUMN message SET STORAGE EXTERNAL;

-- What the slot topic said at the end of a slot, and from where to go on reading it.
CREATE TABLE closed_slot (
    slot            bigint      PRIMARY KEY,
    superblock      bigint,
    superblock_hash bytea,
    rolled_back_in  bigint,
    finalized_at    timestamptz,
    message         bytea       NOT NULL,
    next_offset     bigint      NOT NULL,
    leader          text        NOT NULL,
    leader_term     bigint      NOT NULL,
    l1_block        bigint      NOT NULL,
    closed_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX closed_slot_by_superblock_hash ON closed_slot (superblock_hash);
CREATE INDEX closed_slot_by_superblock ON closed_slot (superblock);
COMMENT ON COLUMN closed_slot.superblock IS 'null when the slot built none';
COMMENT ON COLUMN closed_slot.rolled_back_in IS 'the slot in which settlement took the superblock back';

CREATE TABLE superblock_block (
    chain_id bigint NOT NULL,
    slot     bigint NOT NULL REFERENCES closed_slot,
    number   bigint NOT NULL,
    hash     bytea  NOT NULL,
    PRIMARY KEY (chain_id, slot)
);
CREATE INDEX superblock_block_by_slot ON superblock_block (slot);

-- Everything that ever happened to a block, in the order in which it became visible.
CREATE TABLE block_event (
    id         bigint      PRIMARY KEY,
    at         timestamptz NOT NULL,
    kind       text        NOT NULL,
    chain_id   bigint      NOT NULL,
    slot       bigint      NOT NULL,
    number     bigint      NOT NULL,
    hash       bytea       NOT NULL,
    superblock bigint,
    reason     text,
    detail     text
);
CREATE INDEX block_event_by_chain ON block_event (chain_id, id);
CREATE INDEX block_event_by_time ON block_event (at);

-- One row: whoever holds its lock gives out the next ids, so none becomes visible out of order.
CREATE TABLE event_clock (
    last   bigint NOT NULL,
    pruned bigint NOT NULL
);
INSERT INTO event_clock VALUES (0, 0);

-- What became of each block. Derived, so that it does not matter what is recorded first.
CREATE VIEW block_standing AS
SELECT b.chain_id, b.slot, b.number, b.hash, b.parent_hash, b.sealed_at, b.state_root,
       b.transactions_root, b.receipts_root, b.transactions, b.size, b.included_xts, b.stored_at,
       CASE WHEN i.hash IS NOT NULL THEN c.superblock END AS superblock,
       CASE WHEN c.slot IS NULL THEN 'ACCEPTED'
            WHEN i.hash IS NULL THEN 'DROPPED'
            WHEN c.rolled_back_in IS NOT NULL THEN 'ROLLED_BACK'
            WHEN c.finalized_at IS NOT NULL THEN 'FINALIZED'
            ELSE 'INCLUDED'
       END AS standing
  FROM block b
  LEFT JOIN closed_slot c ON c.slot = b.slot
  LEFT JOIN superblock_block i
         ON i.chain_id = b.chain_id AND i.slot = b.slot AND i.hash = b.hash;
