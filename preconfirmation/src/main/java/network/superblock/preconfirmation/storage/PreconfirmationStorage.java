package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;

/**
 * What a node of one chain knows. Its methods block and are called on virtual threads; one thread
 * writes, any may read. Each write but pruning is done as a whole or not at all, and is durable
 * when it returns. Every failure is a {@code SdkException.Storage}; whether a write that failed was
 * done is not known, and doing it again does no harm. See preconfirmation section 6.
 */
public interface PreconfirmationStorage extends AutoCloseable {

  /**
   * Keeps a valid commitment, and a list that came with it: binds its signer to this promise,
   * refers to its list, moves the head, and takes it out of what waits. A signer that is bound to
   * another promise of the same block and slot is refused.
   */
  Keeping storeCommitment(KnownCommitment commitment, Optional<RawTxList> list);

  /** Keeps a valid commitment that came without its list. */
  default Keeping storeCommitment(KnownCommitment commitment) {
    return storeCommitment(commitment, Optional.empty());
  }

  Optional<KnownCommitment> commitment(Hash32 hash);

  /**
   * The commitments from a block on that lead to the head, one a block, by number: each the parent
   * of the next. What a later slot built anew has taken the place of what stood above it.
   */
  List<KnownCommitment> commitments(UInt256 from, int most);

  /** Every commitment from a block on, by number and slot: parents before their children. */
  List<KnownCommitment> allFrom(UInt256 from);

  /** Takes out what stands no more and sets aside what must wait; their lists stay. */
  void rewind(Rewind rewind);

  /** The commitment of the highest block below this one. */
  Optional<KnownCommitment> latestBelow(UInt256 blockNumber);

  /** Keeps a transaction list. Lists that no commitment names give way to it. */
  ListKeeping storeTxList(RawTxList txList);

  Optional<Bytes> txList(Hash32 hash);

  /** Lists that commitments name and that are not here, those of the lowest blocks first. */
  List<Hash32> missingTxLists(int most);

  /**
   * The end of the chain: of the latest slot's promises the highest; {@link PreconfHead#NONE} at
   * first. A block that a later slot builds anew is the head, though blocks above it are known.
   */
  PreconfHead head();

  void setHead(PreconfHead head);

  Optional<ConfirmedTip> confirmedTip();

  /** Sets the tip. A head below it is raised to it. */
  void setConfirmedTip(ConfirmedTip tip);

  boolean hasSeen(MessageId id, Instant now);

  void markSeen(MessageId id, Instant until);

  /**
   * Keeps a commitment that waits. One that waits already keeps its place, whatever it is that it
   * waits for now. Above the total or the peer's share the oldest goes.
   */
  void addPending(PendingCommitment pending);

  /** What waits for this parent, by block number. */
  List<PendingCommitment> pendingChildren(Hash32 parent);

  /** What waits for a parent that is here, or follows the confirmed tip; by block number. */
  List<PendingCommitment> pendingReady(int most);

  /** What waits for the schedule, by block number, without the first {@code skipped}. */
  List<PendingCommitment> pendingSchedule(int skipped, int most);

  void removePending(KnownCommitment commitment);

  /** Forgets what waits since before a time, or is not above a block. */
  void prunePending(Optional<UInt256> upTo, Instant since);

  void addEvidence(Equivocation equivocation);

  /** Evidence, the latest first. */
  List<Equivocation> evidence(int most);

  /**
   * Forgets commitments below a block, the lowest ones above the cap, and lists that only they
   * named. Whoever promised a block below it stays bound until the slot is over.
   */
  void prune(UInt256 below, Instant now);

  /** Forgets message ids whose time is over. */
  void pruneSeen(Instant now);

  StorageSize size();

  @Override
  void close();
}
