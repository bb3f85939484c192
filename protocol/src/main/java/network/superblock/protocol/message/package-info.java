/**
 * The specification's messages: what the publisher, the sequencers and the users tell each other.
 */
package network.superblock.protocol.message;
