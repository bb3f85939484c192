package network.superblock.libp2p.gossip;

import network.superblock.libp2p.wire.Bytes;

/** What names a message on the wire. All peers of a network must compute the same one. */
public record MessageId(Bytes bytes) implements Comparable<MessageId> {

  @Override
  public int compareTo(MessageId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
