/** The one place where the command line asks what time it is. */
package network.superblock.cli.clock;
