/** Real Kafka, Postgres and Ethereum nodes, started in or beside this JVM. */
package network.superblock.embedded;
