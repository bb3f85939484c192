/** The queue over REST and server-sent events. */
package network.superblock.xtqueue.http;
