/**
 * What to do about L1, decided from what L1 says and where the superblocks stand: no clock, no I/O.
 * See SBCP section 9.
 */
package network.superblock.superblock.publishing;
