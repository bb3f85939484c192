-- What happened since the last slot's opening, in order. Written before a vote or a block leaves.
CREATE TABLE journal (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind  text   NOT NULL,
    entry text   NOT NULL
);
COMMENT ON COLUMN journal.kind IS 'OPENING begins a slot, anything else belongs to the slot before it';

-- One row: from where the topics are read on. Written with the entries that it led to.
CREATE TABLE place (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    slots    text NOT NULL,
    inputs   text NOT NULL
);

-- The blocks that were sealed, until they are final on L1.
CREATE TABLE sealed_block (
    hash        bytea       PRIMARY KEY,
    number      bigint      NOT NULL,
    parent_hash bytea       NOT NULL,
    slot        bigint      NOT NULL,
    message     bytea       NOT NULL,
    superblock  bigint,
    sealed_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sealed_block_by_superblock ON sealed_block (superblock);
COMMENT ON COLUMN sealed_block.message IS 'the L2Block as in Kafka: RLP, receipts and proofs in one zstd frame';
COMMENT ON COLUMN sealed_block.superblock IS 'null while it is in none';
-- It is compressed already.
ALTER TABLE sealed_block ALTER COLUMN message SET STORAGE EXTERNAL;

-- The local transactions that were taken from users and are not final yet.
CREATE TABLE local_transaction (
    hash         bytea  PRIMARY KEY,
    raw          bytea  NOT NULL,
    arrival      bigint GENERATED ALWAYS AS IDENTITY,
    block_number bigint,
    block_index  integer
);
CREATE INDEX local_transaction_by_block ON local_transaction (block_number, block_index);
COMMENT ON COLUMN local_transaction.block_number IS 'null while it waits or is in a draft';
