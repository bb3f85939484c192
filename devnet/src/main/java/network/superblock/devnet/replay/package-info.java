/** Folds a recorded slot topic again and tells what it decides. */
package network.superblock.devnet.replay;
