/** What the publisher measures of itself. */
package network.superblock.slot.metrics;
