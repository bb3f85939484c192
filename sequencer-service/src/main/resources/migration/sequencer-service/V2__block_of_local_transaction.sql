-- Two blocks of one height may have been sealed: only the hash says which one holds a transaction.
ALTER TABLE local_transaction ADD COLUMN block_hash bytea;
-- Until now the newest block of a height was the one that counted.
UPDATE local_transaction SET block_hash = sealed.hash
FROM (SELECT DISTINCT ON (number) number, hash FROM sealed_block ORDER BY number, slot DESC) AS sealed
WHERE block_number = sealed.number;
-- What stands in a block that is not kept is final, or waits again.
UPDATE local_transaction SET block_number = NULL, block_index = NULL
WHERE block_number IS NOT NULL AND block_hash IS NULL;
ALTER TABLE local_transaction
    ADD CHECK ((block_number IS NULL) = (block_hash IS NULL));
CREATE INDEX local_transaction_by_block_hash ON local_transaction (block_hash, block_index);
COMMENT ON COLUMN local_transaction.block_hash IS 'null while it waits or is in a draft';
