/**
 * The publisher's leader and its followers: steps the slot protocol and writes the slot topic.
 *
 * <p>Durable before what: a record of the slot topic is acknowledged by the broker before anything
 * else follows from it; there is no other store.
 */
package network.superblock.slot;
