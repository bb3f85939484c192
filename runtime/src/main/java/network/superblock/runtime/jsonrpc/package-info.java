/** Calls of Ethereum nodes: bounded in time and size, repeated where that is safe. */
package network.superblock.runtime.jsonrpc;
