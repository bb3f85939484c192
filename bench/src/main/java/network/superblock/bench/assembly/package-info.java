/** What a slot's end costs: closing it, assembling the superblock, checking the blocks. */
package network.superblock.bench.assembly;
