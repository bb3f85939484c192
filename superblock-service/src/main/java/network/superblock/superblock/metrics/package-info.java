/** What the service measures and says of itself. */
package network.superblock.superblock.metrics;
