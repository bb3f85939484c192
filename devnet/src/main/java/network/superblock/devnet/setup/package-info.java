/** What must stand on the chains before the services start: contracts, accounts, the registry. */
package network.superblock.devnet.setup;
