/**
 * Parts for tests: Kafka and Postgres, one of each for all test classes of a JVM with topics and
 * databases that no two share, an L1 with the registry, and lines that can be cut.
 */
package network.superblock.embedded.junit;
