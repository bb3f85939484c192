/** What a slot came to, recomputed before it is believed. See SBCP sections 4 and 7. */
package network.superblock.superblock.assembly;
