package network.superblock.libp2p.gossip;

/** What the application thinks of a message. Only accepted ones are forwarded. */
public enum Verdict {
  /** Valid: forward it, and credit the peer that brought it first. */
  ACCEPT,
  /** Of no use, and nobody's fault: drop it. */
  IGNORE,
  /** Invalid: drop it, and penalise every peer that brought it. */
  REJECT
}
