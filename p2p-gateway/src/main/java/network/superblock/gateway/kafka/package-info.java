/**
 * The bridge between the gossip network and the topics {@code preconf.commitment} and {@code
 * preconf.txlist}, both keyed by the chain.
 *
 * <p>From Kafka: what a sequencer writes for a chain that this gateway publishes is checked, kept
 * and published; a commitment together with its list where both are at hand. What is not valid is
 * named and skipped, what nobody hears is kept and served to whoever asks. A place in the topics is
 * passed only after all that.
 *
 * <p>To Kafka: what this gateway accepted from its peers, or over REST, is written once, under the
 * gateway's own name, which says that it was verified. Before it writes, it reads the topics to
 * their end and leaves out what stands there, whoever wrote it: so nothing that came from Kafka
 * goes back, neither through this gateway nor through another one on the same topics, and after a
 * restart nothing is written again. Two gateways that hear the same at the same time may both write
 * it. Gateways' records are never published. Lists are written only when an accepted commitment
 * names them.
 */
@NullMarked
package network.superblock.gateway.kafka;

import org.jspecify.annotations.NullMarked;
