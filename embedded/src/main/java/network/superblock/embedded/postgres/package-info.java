/** A Postgres server beside this JVM. */
package network.superblock.embedded.postgres;
