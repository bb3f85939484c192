package network.superblock.preconfirmation.lookahead;

import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;

/** Lets one signer have every turn. For tests: a real network has a schedule. */
public record NoopLookahead(Address signer) implements Lookahead {

  @Override
  public Turn turnOf(UInt256 timestamp, UInt256 submissionWindowEnd) {
    return new Turn.Known(signer, submissionWindowEnd);
  }
}
