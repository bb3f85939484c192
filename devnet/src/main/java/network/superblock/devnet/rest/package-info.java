/** The network's REST interface, as a user calls it. */
package network.superblock.devnet.rest;
