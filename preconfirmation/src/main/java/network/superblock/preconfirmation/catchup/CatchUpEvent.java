package network.superblock.preconfirmation.catchup;

import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.ssz.UInt256;

/** What can happen to a node that may have missed something. */
public sealed interface CatchUpEvent {

  /**
   * The execution node is in sync with its chain, and this node knows blocks up to {@code local}.
   */
  record ExecutionSynced(UInt256 local) implements CatchUpEvent {}

  record PeerJoined(PeerId peer) implements CatchUpEvent {}

  record PeerLeft(PeerId peer) implements CatchUpEvent {}

  record HeadAnswered(PeerId peer, UInt256 head) implements CatchUpEvent {}

  record HeadFailed(PeerId peer) implements CatchUpEvent {}

  /** A page was judged; this node now knows blocks up to {@code local}. */
  record PageJudged(PeerId peer, UInt256 local) implements CatchUpEvent {}

  /** No page, or not the one asked for; this node knows blocks up to {@code local} meanwhile. */
  record PageFailed(PeerId peer, UInt256 local) implements CatchUpEvent {}

  /** A page could not be asked for or judged to its end, for a reason of this node's own. */
  record PageNotJudged(PeerId peer, UInt256 local) implements CatchUpEvent {}

  /**
   * Gossip or this node's user brought blocks up to {@code local}, which is lower than before when
   * a later slot built anew on a lower block.
   */
  record LocalAdvanced(UInt256 local) implements CatchUpEvent {}

  /** Gossip brought a block whose parent nobody gossiped: others may have it. */
  record ParentMissing() implements CatchUpEvent {}

  /** L1 reorganised: what is above {@code local} is to be fetched again. */
  record Reorganised(UInt256 local) implements CatchUpEvent {}

  /** The timer of this number is over; an earlier one's is late and means nothing. */
  record TimerFired(long timer) implements CatchUpEvent {}
}
