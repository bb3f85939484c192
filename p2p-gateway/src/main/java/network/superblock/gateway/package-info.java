/**
 * Between the preconfirmation network and ours: the service's settings and its chains. Without the
 * settings of a network ({@code superblock.network}, {@code superblock.identity}) it runs alone,
 * with REST and gossip and without Kafka.
 *
 * <p>Durable before what: that a record stands on the topics is in Postgres before it is published,
 * so that it does not come back; a promise and its list before anybody hears of them; the place
 * after records once all that they led to is. What a gateway has accepted is in Postgres before it
 * is written to the topics, and found there again by whoever was cut off in between.
 */
@NullMarked
package network.superblock.gateway;

import org.jspecify.annotations.NullMarked;
