/**
 * The block store: checks each submitted L2 block by itself, keeps it, gives the one verdict on it
 * and answers recovery requests. See SBCP sections 4, 6 and 7.
 *
 * <p>Durable before what: a block and its verdict are committed to Postgres before the verdict
 * stands in the verdict topic, and that before the submission's offset is committed; a slot's end
 * is committed, with the place after it, before the fold of the slot topic goes on.
 */
package network.superblock.blockstore;
