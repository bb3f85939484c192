/**
 * The queue in Postgres. Every writer locks the queue's own row first, so that writers take turns:
 * see the migration.
 */
package network.superblock.xtqueue.postgres;
