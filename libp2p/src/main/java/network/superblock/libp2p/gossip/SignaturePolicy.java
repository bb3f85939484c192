package network.superblock.libp2p.gossip;

/** Whether messages name and prove their author. All peers of a network must agree. */
public enum SignaturePolicy {
  /** Author, sequence number and signature are required and checked. */
  STRICT_SIGN,
  /** They must be absent. */
  STRICT_NO_SIGN
}
