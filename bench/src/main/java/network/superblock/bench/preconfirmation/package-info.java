/** The preconfirmation network's numbers, each beside what it is compared with, in one run. */
package network.superblock.bench.preconfirmation;
