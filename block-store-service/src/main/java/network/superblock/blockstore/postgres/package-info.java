/** Blocks, verdicts, slots' ends and events in the service's own Postgres schema. */
package network.superblock.blockstore.postgres;
