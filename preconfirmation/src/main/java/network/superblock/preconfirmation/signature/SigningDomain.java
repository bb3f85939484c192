package network.superblock.preconfirmation.signature;

import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/** What every signature of a network covers before the commitment itself: 32 bytes. */
public record SigningDomain(Bytes bytes) {

  public static final SigningDomain DEFAULT = ofText("TAIKO_PRECONF_DOMAIN_PLACEHOLDER");

  public SigningDomain {
    if (bytes.size() != 32)
      throw new IllegalArgumentException("a signing domain has 32 bytes, not " + bytes.size());
  }

  public static SigningDomain ofText(String text) {
    return new SigningDomain(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** keccak256 of the domain and the commitment's encoding: what is signed. */
  public Hash32 digestOf(PreconfCommitment commitment) {
    var hasher = new Keccak256().update(bytes.unsafeArray());
    return Hash32.of(hasher.update(commitment.encode().unsafeArray()).digest());
  }
}
