/** The only place that says what time it is. */
package network.superblock.runtime.clock;
