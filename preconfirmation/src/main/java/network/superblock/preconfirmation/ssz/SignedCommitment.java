package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;

/**
 * A commitment and the signature over it.
 *
 * @param signature r, s and the recovery id, 65 bytes; says nothing until it was recovered
 */
public record SignedCommitment(PreconfCommitment commitment, Bytes signature) {

  /** Bytes on the wire. */
  public static final int SIZE = 382;

  /** Bytes of r, s and the recovery id. */
  public static final int SIGNATURE_SIZE = 65;

  public SignedCommitment {
    if (signature.size() != SIGNATURE_SIZE)
      throw new IllegalArgumentException("a signature has 65 bytes, not " + signature.size());
  }

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static SignedCommitment decode(Bytes bytes) {
    return read(SszReader.exactly(SIZE, bytes, "a SignedCommitment"));
  }

  static SignedCommitment read(SszReader in) {
    return new SignedCommitment(PreconfCommitment.read(in), in.bytes(SIGNATURE_SIZE));
  }

  public Preconfirmation preconfirmation() {
    return commitment.preconfirmation();
  }

  public Bytes encode() {
    return write(new SszWriter(SIZE)).done();
  }

  SszWriter write(SszWriter out) {
    return commitment.write(out).bytes(signature);
  }
}
