package network.superblock.protocol;

/** A cross-chain transaction's identity: SHA-256 of its canonical request. See SBCP section 2. */
public record XtId(Hash32 hash) implements Comparable<XtId> {

  public static XtId fromHex(String hex) {
    return new XtId(Hash32.fromHex(hex));
  }

  @Override
  public int compareTo(XtId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
