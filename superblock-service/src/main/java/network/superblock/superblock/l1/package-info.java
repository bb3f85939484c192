/** The settlement contract on L1, read and written through web3j. */
package network.superblock.superblock.l1;
