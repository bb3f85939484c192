package network.superblock.preconfirmation.ssz;

import java.util.Comparator;
import network.superblock.libp2p.wire.Bytes;

/** The end of the chain that a peer knows of, and its slot's end; both zero when it knows none. */
public record PreconfHead(UInt256 blockNumber, UInt256 submissionWindowEnd) {

  /** Bytes on the wire. */
  public static final int SIZE = 64;

  public static final PreconfHead NONE = new PreconfHead(UInt256.ZERO, UInt256.ZERO);

  /** By slot, then by height: what a later slot builds anew is ahead of what stood there. */
  public static final Comparator<PreconfHead> BY_SLOT =
      Comparator.comparing(PreconfHead::submissionWindowEnd)
          .thenComparing(PreconfHead::blockNumber);

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static PreconfHead decode(Bytes bytes) {
    var in = SszReader.exactly(SIZE, bytes, "a PreconfHead");
    return new PreconfHead(in.uint256(), in.uint256());
  }

  public static PreconfHead of(Preconfirmation preconfirmation) {
    return new PreconfHead(preconfirmation.blockNumber(), preconfirmation.submissionWindowEnd());
  }

  public Bytes encode() {
    return new SszWriter(SIZE).uint256(blockNumber).uint256(submissionWindowEnd).done();
  }
}
