-- When the slot topic built a superblock: an xT that a rollback takes back gets the time since then.
-- Null where an earlier version wrote the row; it was seen soon after.
ALTER TABLE superblock ADD COLUMN built_at timestamptz;
