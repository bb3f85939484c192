/**
 * The queue of cross-chain transactions: admits them, keeps them in order, offers them to the
 * publisher slot by slot and follows them to their end. See SBCP section 10.
 *
 * <p>What is durable before what: an xT is in Postgres before its user gets an answer; an offer is
 * marked in Postgres before it is written to Kafka, and written again by a new leader; the effects
 * of a log record and the position after it are one transaction.
 */
package network.superblock.xtqueue;
