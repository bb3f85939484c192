package network.superblock.protocol.message;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;

/** What stands in the slot topic: the protocol's total order and the publisher's log. */
public sealed interface SlotRecord extends ProtocolMessage {

  /** A candidate takes the lead; the first claim of a term in log order wins. */
  record LeaderClaim(Term term, String leader) implements SlotRecord {}

  /** What belongs to one slot, as all records but the claims do. */
  sealed interface InSlot extends SlotRecord {
    Slot slot();
  }

  /** A slot opens, after a rollback or not. */
  sealed interface Opens extends InSlot {
    SlotOpening opening();

    @Override
    default Slot slot() {
      return opening().slot();
    }
  }

  record StartSlot(SlotOpening opening) implements Opens {}

  /**
   * A slot opens on a rolled-back state.
   *
   * @param ledger the rolled-back state that the slot starts from
   */
  record RollBackAndStartSlot(SlotOpening opening, Ledger ledger) implements Opens {}

  /** An instance starts; whoever reads it recomputes {@code id} from {@code xt}. */
  record StartSc(Slot slot, SequenceNumber sequence, XtRequest xt, XtId id) implements InSlot {

    public StartSc {
      if (!xt.id().equals(id)) throw new IllegalArgumentException("xT id does not match: " + id);
    }

    public InstanceId instance() {
      return new InstanceId(slot, id);
    }
  }

  record Decided(Slot slot, XtId xt, Decision decision) implements InSlot {

    public InstanceId instance() {
      return new InstanceId(slot, xt);
    }
  }

  /**
   * No further xT starts; the sequencers seal.
   *
   * @param includedXts the xTs decided 1, in sequence order
   */
  record RequestSeal(Slot slot, List<XtId> includedXts) implements InSlot {
    public RequestSeal {
      includedXts = List.copyOf(includedXts);
    }
  }

  /**
   * The slot's end, once and for all.
   *
   * @param requeued xTs that may run again, with the reason
   * @param aborted xTs that are finally aborted, with the reason
   * @param ledger where the network stands from here on
   */
  record SlotClosed(
      Slot slot,
      Outcome outcome,
      SortedMap<XtId, RequeueReason> requeued,
      SortedMap<XtId, Decision.AbortReason> aborted,
      Ledger ledger)
      implements InSlot {
    public SlotClosed {
      requeued = Collections.unmodifiableSortedMap(new TreeMap<>(requeued));
      aborted = Collections.unmodifiableSortedMap(new TreeMap<>(aborted));
    }
  }

  /** What a slot came to. */
  sealed interface Outcome {

    /** A superblock. */
    record Built(
        SuperblockNumber number,
        Hash32 hash,
        Hash32 parentHash,
        SortedMap<ChainId, BlockRef> blocks,
        List<XtId> includedXts)
        implements Outcome {
      public Built {
        if (blocks.isEmpty()) throw new IllegalArgumentException("a superblock holds a block");
        blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
        includedXts = List.copyOf(includedXts);
      }
    }

    /** No superblock; the number stays. */
    record Failed() implements Outcome {}

    /** A finalized settlement rollback ended the slot; the next one starts from the ledger. */
    record RolledBack() implements Outcome {}
  }

  /** Why an xT of this slot is not in its superblock but may be in a later one. */
  sealed interface RequeueReason {

    /** It was decided 1, but the block of a participant is missing. */
    record BlockMissing(SortedSet<ChainId> missing) implements RequeueReason {
      public BlockMissing {
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
      }
    }

    /** It was decided 1, but the slot ended before its blocks were due. */
    record SlotFailed() implements RequeueReason {}

    /** It was decided 0 and no participant had voted against it. */
    record Undecided(Decision.AbortReason reason) implements RequeueReason {}
  }
}
