/** The superblock command line: what an operator or a user asks a running network. */
package network.superblock.cli;
