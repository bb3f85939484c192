-- Whether L1 has included it or made it final since it was verified last: a look that is cut short by
-- an outage must not pass over it.
ALTER TABLE superblock ADD COLUMN unverified boolean NOT NULL DEFAULT false;
CREATE INDEX superblock_unverified ON superblock (number) WHERE unverified;
