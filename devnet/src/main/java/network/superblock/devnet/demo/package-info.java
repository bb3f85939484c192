/** Cross-chain transactions to try the network with: some that commit, some that must not. */
package network.superblock.devnet.demo;
