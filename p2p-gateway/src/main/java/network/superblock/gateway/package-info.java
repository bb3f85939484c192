/**
 * Between the preconfirmation network and ours: the service's settings and its chains. Without the
 * settings of a network ({@code superblock.network}, {@code superblock.identity}) it runs alone,
 * with REST and gossip and without Kafka.
 */
@NullMarked
package network.superblock.gateway;

import org.jspecify.annotations.NullMarked;
