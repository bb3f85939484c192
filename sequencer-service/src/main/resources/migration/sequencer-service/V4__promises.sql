-- The preconfirmations that were signed. Written before they leave: each names the one before it.
CREATE TABLE promise (
    block_hash bytea  PRIMARY KEY,
    number     bigint NOT NULL,
    signed     bytea  NOT NULL
);
CREATE INDEX promise_by_number ON promise (number);
COMMENT ON COLUMN promise.signed IS 'the SSZ SignedCommitment of the L2 block';
