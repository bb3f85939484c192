/** The few forms of Solidity's ABI encoding that the contracts and the protocol share. */
package network.superblock.protocol.abi;
