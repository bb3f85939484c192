/** Ethereum development nodes beside this JVM: anvil processes, started and supervised. */
package network.superblock.embedded.ethereum;
