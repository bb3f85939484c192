/** The command that runs a devnet on the terminal. */
package network.superblock.devnet.cli;
