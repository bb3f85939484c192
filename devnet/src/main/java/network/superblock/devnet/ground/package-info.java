/** What the services stand on: Kafka, Postgres and the Ethereum nodes, started and supervised. */
package network.superblock.devnet.ground;
