/** Asks services over REST and looks whether what the network stands on is there. */
package network.superblock.cli.service;
