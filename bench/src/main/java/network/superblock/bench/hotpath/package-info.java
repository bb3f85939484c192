/** What happens for every message or every frame, operation by operation, measured by JMH. */
package network.superblock.bench.hotpath;
