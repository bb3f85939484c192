package network.superblock.libp2p.peer;

import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * A peer's name: the multihash of its public key. Short keys (Ed25519, secp256k1) are contained in
 * it. See libp2p "peer-ids".
 */
public record PeerId(Bytes multihash) implements Comparable<PeerId> {

  private static final int IDENTITY = 0x00;
  private static final int SHA2_256 = 0x12;
  private static final int MAX_INLINE_KEY = 42;
  private static final Bytes CID_V1_LIBP2P_KEY = Bytes.fromHex("0172");

  public PeerId {
    requireMultihash(multihash);
  }

  static PeerId of(PublicKey key) {
    var encoded = key.toProtobuf();
    return encoded.size() <= MAX_INLINE_KEY
        ? multihash(IDENTITY, encoded)
        : multihash(SHA2_256, Sha256.of(encoded));
  }

  /**
   * Reads {@code 12D3KooW…}, {@code 16Uiu2HA…}, {@code Qm…} or a CID ({@code bafz…}).
   *
   * @throws IllegalArgumentException when the text is none of them
   */
  public static PeerId parse(String text) {
    try {
      return text.startsWith("b") ? fromCid(Base32.decode(text.substring(1))) : fromBase58(text);
    } catch (ProtocolViolation e) {
      throw new IllegalArgumentException("not a peer id: " + text, e);
    }
  }

  /** The public key, when the id contains it. */
  public Optional<PublicKey> publicKey() {
    return multihash.get(0) == IDENTITY
        ? Optional.of(PublicKey.fromProtobuf(multihash.slice(2, multihash.size())))
        : Optional.empty();
  }

  /** The id as a CID, the form of newer tools. */
  public String toCid() {
    return "b" + Base32.encode(Bytes.concat(CID_V1_LIBP2P_KEY, multihash));
  }

  @Override
  public int compareTo(PeerId other) {
    return multihash.compareTo(other.multihash);
  }

  /** Base58, the usual form. */
  @Override
  public String toString() {
    return Base58.encode(multihash);
  }

  private static PeerId fromBase58(String text) {
    return new PeerId(Base58.decode(text));
  }

  private static PeerId fromCid(Bytes cid) {
    var prefix = CID_V1_LIBP2P_KEY.size();
    if (cid.size() < prefix || !cid.slice(0, prefix).equals(CID_V1_LIBP2P_KEY)) {
      throw new ProtocolViolation("not the CID of a libp2p key");
    }
    return new PeerId(cid.slice(prefix, cid.size()));
  }

  private static PeerId multihash(int code, Bytes digest) {
    var head = Bytes.wrap(new byte[] {(byte) code, (byte) digest.size()});
    return new PeerId(Bytes.concat(head, digest));
  }

  static void requireMultihash(Bytes hash) {
    var ok =
        hash.size() >= 2
            && hash.get(1) == hash.size() - 2
            && switch (hash.get(0)) {
              case IDENTITY -> hash.size() > 2 && hash.size() - 2 <= MAX_INLINE_KEY;
              case SHA2_256 -> hash.size() == 34;
              default -> false;
            };
    if (!ok) throw new ProtocolViolation("not the multihash of a peer id");
  }
}
