/** Runs TLC over the TLA+ model of the protocol, as it is and with faults planted in it. */
package network.superblock.model;
