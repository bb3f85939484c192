package network.superblock.libp2p.gossip;

/**
 * What names a message here. It contains the topic, for a network-wide id that does not would let a
 * replay on another topic hide the message.
 */
record LocalId(String topic, MessageId id) {}
