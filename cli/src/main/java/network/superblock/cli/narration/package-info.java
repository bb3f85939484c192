/** The network's messages in words and as JSON. */
package network.superblock.cli.narration;
