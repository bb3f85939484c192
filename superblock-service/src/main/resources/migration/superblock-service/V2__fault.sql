-- A superblock on L1 is verified again and again: why it is not what it was published as.
ALTER TABLE superblock ADD COLUMN fault text;
CREATE INDEX superblock_fault ON superblock (number) WHERE fault IS NOT NULL;
