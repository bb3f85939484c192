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
 * writes, any may read. Every failure is a {@code SdkException.Storage}. See preconfirmation
 * section 6.
 */
public interface PreconfirmationStorage extends AutoCloseable {

  /** Keeps a valid commitment and refers to its transaction list; false when it is there. */
  boolean storeCommitment(KnownCommitment commitment);

  Optional<KnownCommitment> commitment(Hash32 hash);

  /**
   * The commitments from a block on, one a block, by number. Of several promises of one block it is
   * the one of the latest slot.
   */
  List<KnownCommitment> commitments(UInt256 from, int most);

  /** Takes out all commitments from a block on, by block number; their lists stay. */
  List<KnownCommitment> removeFrom(UInt256 from);

  /** The commitment of the highest block below this one. */
  Optional<KnownCommitment> latestBelow(UInt256 blockNumber);

  /**
   * Keeps a transaction list. Lists that no commitment names give way to it.
   *
   * @return false when there is no room for it: it is missing then, as if it had not come
   */
  boolean storeTxList(RawTxList txList);

  Optional<Bytes> txList(Hash32 hash);

  /** Lists that commitments name and that are not here, those of the lowest blocks first. */
  List<Hash32> missingTxLists(int most);

  /** The highest block known; {@link PreconfHead#NONE} at first. */
  PreconfHead head();

  void setHead(PreconfHead head);

  Optional<ConfirmedTip> confirmedTip();

  void setConfirmedTip(ConfirmedTip tip);

  boolean hasSeen(MessageId id, Instant now);

  void markSeen(MessageId id, Instant until);

  /** Keeps a commitment that waits. Above the total or the peer's share the oldest goes. */
  void addPending(PendingCommitment pending);

  /** What waits for this parent, by block number. */
  List<PendingCommitment> pendingChildren(Hash32 parent);

  /** What waits for a parent and promises this block. */
  List<PendingCommitment> pendingAt(UInt256 blockNumber);

  /** What waits for the schedule, by block number. */
  List<PendingCommitment> pendingSchedule(int most);

  void removePending(Hash32 hash);

  /** Forgets what waits since before a time, or is not above a block. */
  void prunePending(UInt256 upTo, Instant since);

  /**
   * Binds a signer to one promise, before it is kept or published; durable when it returns.
   *
   * @return the other promise that the signer is bound to already, if there is one
   */
  Optional<Hash32> bind(Promise promise, Hash32 hash);

  void addEvidence(Equivocation equivocation);

  /** Evidence, the latest first. */
  List<Equivocation> evidence(int most);

  /**
   * Forgets commitments below a block, the lowest ones above the cap, lists that only they named,
   * and message ids whose time is over.
   */
  void prune(UInt256 below, Instant now);

  StorageSize size();

  @Override
  void close();
}
