/** What Kafka alone takes on this machine: the measure of everything that goes through it. */
package network.superblock.bench.kafka;
