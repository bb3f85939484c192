package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Hash32;

/** The question for one transaction list. */
public record TxListRequest(Hash32 hash) {

  /** Bytes on the wire. */
  public static final int SIZE = 32;

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static TxListRequest decode(Bytes bytes) {
    return new TxListRequest(SszReader.exactly(SIZE, bytes, "a GetRawTxListRequest").hash());
  }

  public Bytes encode() {
    return new SszWriter(SIZE).hash(hash).done();
  }
}
