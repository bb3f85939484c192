/** The network's topics: signed records written in order, verified records read in order. */
package network.superblock.runtime.kafka;
