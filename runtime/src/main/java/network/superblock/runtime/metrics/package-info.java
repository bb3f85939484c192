/** What all services measure in the same way. */
package network.superblock.runtime.metrics;
