package network.superblock.superblock.l1;

/** What became of a transaction that was sent. */
public sealed interface SendAnswer {

  /** The node has it. */
  record Taken() implements SendAnswer {}

  /** The node does not want it, in its own words. */
  record Refused(String reason) implements SendAnswer {}
}
