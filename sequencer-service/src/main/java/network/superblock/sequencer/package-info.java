/**
 * One rollup's sequencer: its driver, its settings, and what it needs from the outside.
 *
 * <p>Durable before what: the journal's entries of a step, with the places in the topics after
 * them, are in Postgres before the vote or the block that they led to leaves; a local transaction
 * is in the pool before its user gets its hash; a sealed block is kept before it is submitted, and
 * its promise before that is published; the local transactions of a block that a rollback voids are
 * back in the pool before the node drops the block.
 */
package network.superblock.sequencer;
