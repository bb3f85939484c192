package network.superblock.preconfirmation;

import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.Equivocation;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.protocol.Hash32;

/** What a node tells its user. */
public sealed interface SdkEvent {

  /**
   * A commitment is valid and kept; children come after their parents, each once, and once more
   * when a reorganisation took it out and it came back. Where the storage kept it and failed to say
   * so, nothing is told: the storage has it.
   */
  record CommitmentAccepted(KnownCommitment commitment, Origin origin) implements SdkEvent {}

  /** A transaction list is kept. */
  record TxListAccepted(Hash32 hash, int size, Origin origin) implements SdkEvent {}

  /** A commitment waits for its parent or the schedule. */
  record CommitmentPending(KnownCommitment commitment, Reason reason) implements SdkEvent {}

  /** A peer brought something invalid. */
  record Refused(PeerId peer, Reason reason) implements SdkEvent {}

  /** A signer promised two blocks of one number in one slot. */
  record EquivocationFound(Equivocation equivocation) implements SdkEvent {}

  /** The highest known block changed. */
  record HeadChanged(PreconfHead head) implements SdkEvent {}

  /** Catch-up went on. */
  record SyncChanged(HeadSyncStatus status) implements SdkEvent {}

  /**
   * Peers speak of blocks up to {@code remote}, but none shows what follows {@code local}: there is
   * a gap. Catch-up tries again later.
   */
  record GapFound(UInt256 local, UInt256 remote) implements SdkEvent {}

  /** L1 reorganised: promises from this block on are judged again. */
  record ReorgNoticed(UInt256 from) implements SdkEvent {}

  /** A peer is banned until its ban expires. */
  record PeerBanned(PeerId peer) implements SdkEvent {}

  /** The subscriber was too slow and missed this many events; the storage has what they told. */
  record EventsMissed(long count) implements SdkEvent {}

  /** How something came to this node. */
  enum Origin {
    GOSSIP,
    REQUEST,
    LOCAL
  }
}
