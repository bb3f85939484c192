/** The synchronous composability protocol: one two-phase commit of an xT among its sequencers. */
package network.superblock.protocol.scp;
