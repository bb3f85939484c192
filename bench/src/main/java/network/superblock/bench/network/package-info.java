/** The whole network in a JVM of its own: its memory, and xTs on a real EVM. */
package network.superblock.bench.network;
