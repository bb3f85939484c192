/** The queue's topics: offers out, requests and the network's log in. */
package network.superblock.xtqueue.kafka;
