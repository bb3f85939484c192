/** What a devnet is: its facts, kept beside its data, and where its parts listen. */
package network.superblock.devnet.network;
