/** A network of an earlier version, recorded: its topics, tables and chains. */
package network.superblock.devnet.upgrade;
