/** The block store: it judges each block by itself and keeps the good ones. */
package network.superblock.simulator.store;
