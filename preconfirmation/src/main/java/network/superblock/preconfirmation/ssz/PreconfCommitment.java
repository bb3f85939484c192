package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Address;

/**
 * A promise and the contract that punishes whoever breaks it.
 *
 * @param slasherAddress the network's slashing contract
 */
public record PreconfCommitment(Preconfirmation preconfirmation, Address slasherAddress) {

  /** Bytes on the wire. */
  public static final int SIZE = 317;

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static PreconfCommitment decode(Bytes bytes) {
    return read(SszReader.exactly(SIZE, bytes, "a PreconfCommitment"));
  }

  static PreconfCommitment read(SszReader in) {
    return new PreconfCommitment(Preconfirmation.read(in), in.address());
  }

  public Bytes encode() {
    return write(new SszWriter(SIZE)).done();
  }

  SszWriter write(SszWriter out) {
    return preconfirmation.write(out).address(slasherAddress);
  }
}
