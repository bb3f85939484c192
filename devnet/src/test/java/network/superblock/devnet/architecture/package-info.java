/** What holds for the code of all modules and for what the documents say of it. */
package network.superblock.devnet.architecture;
