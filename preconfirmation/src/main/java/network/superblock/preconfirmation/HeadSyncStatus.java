package network.superblock.preconfirmation;

import network.superblock.preconfirmation.ssz.UInt256;

/** How far the node is with what it missed. */
public sealed interface HeadSyncStatus {

  /** It waits until the execution node is in sync with its chain. */
  record Idle() implements HeadSyncStatus {}

  /** It asks peers how far they are. */
  record Discovering() implements HeadSyncStatus {}

  /** It knows blocks up to {@code local} and fetches up to {@code remote}. */
  record Syncing(UInt256 local, UInt256 remote) implements HeadSyncStatus {}

  /** It missed nothing that any peer could show; gossip brings the rest. */
  record Live(UInt256 head) implements HeadSyncStatus {}
}
