/** One queue for messages and timers, one thread, one step at a time. */
package network.superblock.runtime.inbox;
