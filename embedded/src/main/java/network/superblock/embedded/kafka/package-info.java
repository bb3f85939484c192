/** A Kafka broker in this JVM. Nothing else in the project touches Kafka's server classes. */
package network.superblock.embedded.kafka;
