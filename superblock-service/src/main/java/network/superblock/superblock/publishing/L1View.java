package network.superblock.superblock.publishing;

import java.util.List;
import network.superblock.protocol.message.L1BlockRef;

/**
 * What L1 says at one of its blocks; all of it belongs to the chain of {@code latest}.
 *
 * @param latest the newest block
 * @param finalized the newest block that is final; above {@code latest} when L1 went on while it
 *     was asked
 * @param market what a transaction costs now
 * @param head the contract's head at the newest block
 * @param rollBacks the contract's count of rollbacks at the newest block
 * @param nonce the publisher's next one at the newest block
 * @param events of the contract after {@link Standing#followed}, in order
 */
public record L1View(
    L1BlockRef latest,
    L1BlockRef finalized,
    Market market,
    Standing.Anchor head,
    long rollBacks,
    Nonce nonce,
    List<L1Event> events) {

  public L1View {
    events = List.copyOf(events);
  }
}
