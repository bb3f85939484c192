/** The slot topic and the publisher's input topics in Kafka. */
package network.superblock.slot.kafka;
