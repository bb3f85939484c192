package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/**
 * A transaction list and its name, as gossiped and as answered (RawTxListGossip and
 * GetRawTxListResponse have one layout). An empty list in an answer says that it was not found.
 *
 * @param hash keccak256 of {@code txList}; whether it is, {@link #matches} says
 * @param txList the zlib-compressed RLP list, opaque here
 */
public record RawTxList(Hash32 hash, Bytes txList) {

  /** The most bytes of a list. */
  public static final int MAX_TXLIST = 2 << 20;

  private static final int FIXED = 36;

  /** A list under the name it must have. */
  public static RawTxList of(Bytes txList) {
    return new RawTxList(Hash32.of(Keccak256.hash(txList.unsafeArray())), txList);
  }

  public static RawTxList notFound(Hash32 hash) {
    return new RawTxList(hash, Bytes.EMPTY);
  }

  /**
   * Reads exactly one. A list that is too large is read too: the caller knows its own limit.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static RawTxList decode(Bytes bytes) {
    var in = new SszReader(bytes);
    var hash = in.hash();
    in.offset(FIXED);
    return new RawTxList(hash, in.rest());
  }

  public boolean matches() {
    return of(txList).hash().equals(hash);
  }

  public Bytes encode() {
    return new SszWriter(FIXED + txList.size()).hash(hash).uint32(FIXED).bytes(txList).done();
  }
}
