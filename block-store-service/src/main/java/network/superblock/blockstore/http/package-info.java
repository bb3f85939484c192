/** The stored blocks over REST and server-sent events. */
package network.superblock.blockstore.http;
