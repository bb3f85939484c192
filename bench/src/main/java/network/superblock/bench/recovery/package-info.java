/** How long it takes until what was killed serves again. */
package network.superblock.bench.recovery;
