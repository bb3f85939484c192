/** Signs demo xTs for the console of a devnet, and of nothing else. */
package network.superblock.devnet.desk;
