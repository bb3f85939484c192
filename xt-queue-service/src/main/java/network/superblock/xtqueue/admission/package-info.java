/** Who enters the queue: what a request must be, and what the queue answers. */
package network.superblock.xtqueue.admission;
