/**
 * Checks what slots came to, keeps the superblocks, publishes them to L1 and follows them there.
 *
 * <p>Durable before what: a superblock and the place in the slot topic after it, in one
 * transaction, before it is published; a signed L1 transaction before it is sent; what L1 did to a
 * superblock, with the event that tells of it, before anybody hears of it; what a verification
 * finds wrong with a superblock on L1 before anything else is published. One writer at a time: the
 * process that started last.
 */
package network.superblock.superblock;
