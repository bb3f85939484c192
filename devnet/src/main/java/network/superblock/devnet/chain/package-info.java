/** One Ethereum node as the devnet sets it up and sends demo transactions to it. */
package network.superblock.devnet.chain;
