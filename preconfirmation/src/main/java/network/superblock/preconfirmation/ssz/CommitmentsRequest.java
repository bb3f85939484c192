package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;

/**
 * The question for commitments by number.
 *
 * @param start the first block, included
 * @param maxCount the most commitments wanted, 32 bits without a sign
 */
public record CommitmentsRequest(UInt256 start, long maxCount) {

  /** Bytes on the wire. */
  public static final int SIZE = 36;

  public CommitmentsRequest {
    if (maxCount < 0 || maxCount > 0xffff_ffffL)
      throw new IllegalArgumentException("not a count of 32 bits: " + maxCount);
  }

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static CommitmentsRequest decode(Bytes bytes) {
    var in = SszReader.exactly(SIZE, bytes, "a GetCommitmentsByNumberRequest");
    return new CommitmentsRequest(in.uint256(), in.uint32());
  }

  public Bytes encode() {
    return new SszWriter(SIZE).uint256(start).uint32(maxCount).done();
  }
}
