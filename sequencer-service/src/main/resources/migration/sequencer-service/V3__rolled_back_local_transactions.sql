-- A settlement rollback voids what was final: a local transaction outlives the finality of its block.
ALTER TABLE local_transaction ADD COLUMN superblock bigint;
ALTER TABLE local_transaction ADD COLUMN final_at timestamptz;
UPDATE local_transaction SET superblock = sealed.superblock
FROM sealed_block AS sealed WHERE block_hash = sealed.hash;
CREATE INDEX local_transaction_by_superblock ON local_transaction (superblock);
CREATE INDEX local_transaction_by_finality ON local_transaction (final_at);
COMMENT ON COLUMN local_transaction.superblock IS 'null while its block is in none';
COMMENT ON COLUMN local_transaction.final_at IS 'when its superblock became final on L1';
