/** A service's own schema in Postgres: R2DBC at work, Flyway over JDBC before it. */
package network.superblock.runtime.postgres;
