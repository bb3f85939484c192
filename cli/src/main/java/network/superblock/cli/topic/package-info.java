/** Reads topics and shows their records. */
package network.superblock.cli.topic;
