package network.superblock.superblock.publishing;

/** How far a superblock that is not final has come. */
public sealed interface Progress {

  /** No transaction of it was sent yet. */
  record Queued() implements Progress {}

  /** A transaction of it was sent, and stands in no L1 block that counts. */
  record Sent() implements Progress {}

  record Included(Inclusion where) implements Progress {}
}
