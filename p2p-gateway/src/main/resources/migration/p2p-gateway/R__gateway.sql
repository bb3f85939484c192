-- Repeatable: the node's tables beside these have a history of versions of their own.

-- What is known to stand on preconf.commitment and preconf.txlist. Written before it is published.
CREATE TABLE IF NOT EXISTS kafka_record (
    chain_id bigint      NOT NULL,
    id       text        NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (chain_id, id)
);
CREATE INDEX IF NOT EXISTS kafka_record_by_age ON kafka_record (noted_at);
COMMENT ON COLUMN kafka_record.id IS 'a list''s hash, or the hash of a SignedCommitment';

-- From where the topics are read on. Written after the effect of what stands before.
CREATE TABLE IF NOT EXISTS kafka_place (
    partition   text   PRIMARY KEY,
    next_offset bigint NOT NULL
);

-- One row: from where the slot and superblock topics are read on. Written after the chains' nodes
-- were told what is final.
CREATE TABLE IF NOT EXISTS settlement_place (
    only_one        boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    slot_next       bigint  NOT NULL,
    term            bigint  NOT NULL,
    leader          text    NOT NULL,
    l1_block        bigint  NOT NULL,
    superblock_next bigint  NOT NULL
);
