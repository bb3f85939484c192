package network.superblock.preconfirmation.storage;

import java.util.Optional;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;

/**
 * The last block that L1 has decided; nothing at or below it is news.
 *
 * @param preconfirmation its promise's hash where that is known: then its child must name it
 */
public record ConfirmedTip(UInt256 blockNumber, Optional<Hash32> preconfirmation) {

  public static ConfirmedTip at(long blockNumber) {
    return new ConfirmedTip(UInt256.of(blockNumber), Optional.empty());
  }
}
