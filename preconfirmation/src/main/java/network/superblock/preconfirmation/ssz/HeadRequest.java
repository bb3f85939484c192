package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;

/** The question for a peer's head: a container of one empty list. */
public record HeadRequest() {

  private static final int FIXED = 4;

  /**
   * Reads the four bytes, or none, which some peers send.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static HeadRequest decode(Bytes bytes) {
    if (bytes.isEmpty()) return new HeadRequest();
    SszReader.exactly(FIXED, bytes, "a GetHeadRequest").offset(FIXED);
    return new HeadRequest();
  }

  public Bytes encode() {
    return new SszWriter(FIXED).uint32(FIXED).done();
  }
}
