/** The slots over REST and server-sent events. */
package network.superblock.slot.http;
