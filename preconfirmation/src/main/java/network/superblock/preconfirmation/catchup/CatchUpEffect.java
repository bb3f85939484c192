package network.superblock.preconfirmation.catchup;

import java.time.Duration;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.HeadSyncStatus;
import network.superblock.preconfirmation.ssz.UInt256;

/** What must be done for catch-up to go on. */
public sealed interface CatchUpEffect {

  record AskHead(PeerId peer) implements CatchUpEffect {}

  /** Asks for the page that begins with block {@code start}. */
  record AskPage(PeerId peer, UInt256 start) implements CatchUpEffect {}

  /** Starts a timer; whoever does may add some jitter. */
  record StartTimer(long timer, Duration delay) implements CatchUpEffect {}

  record Announce(HeadSyncStatus status) implements CatchUpEffect {}

  /** Peers claim blocks up to {@code remote}, and none shows the one after {@code local}. */
  record ReportGap(UInt256 local, UInt256 remote) implements CatchUpEffect {}
}
