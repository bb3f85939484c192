/**
 * Superblocks, L1 transactions and events in the service's own Postgres schema; the migration says
 * what each table and index is for.
 */
package network.superblock.superblock.postgres;
