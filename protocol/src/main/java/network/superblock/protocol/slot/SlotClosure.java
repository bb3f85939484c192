package network.superblock.protocol.slot;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.superblock.Superblock;

/**
 * Closing a slot: which of the accepted blocks make the superblock and what becomes of every xT.
 * See SBCP section 4, "Closing a slot".
 */
public final class SlotClosure {

  private SlotClosure() {}

  /** Closes a sealed slot over the blocks that were accepted in time. */
  public static SlotClosed close(
      SlotRun run, Ledger ledger, PersistentSortedMap<ChainId, Accepted> accepted) {
    var committed = run.committed();
    var consistent = withoutDisagreement(accepted);
    var missing = new TreeSet<>(run.opening().requests().keySet());
    missing.removeAll(consistent.keySet());
    var remaining = closureOf(consistent, committed, ledger);

    var suspended = new TreeSet<>(ledger.suspended());
    suspended.removeAll(remaining.keySet());
    for (var start : committed)
      start.xt().chains().stream().filter(missing::contains).forEach(suspended::add);

    var requeued = undecided(run);
    for (var start : committed) {
      var lost = new TreeSet<>(start.xt().chains());
      lost.removeAll(remaining.keySet());
      if (!lost.isEmpty()) requeued.put(start.id(), new RequeueReason.BlockMissing(lost));
    }
    return remaining.isEmpty()
        ? closed(run, new Outcome.Failed(), requeued, suspend(ledger, suspended))
        : build(run, ledger, remaining, requeued, suspended);
  }

  /** Closes a slot that ended before its blocks were asked for; no chain is to blame. */
  public static SlotClosed failed(SlotRun run, Ledger ledger) {
    return closed(run, new Outcome.Failed(), everythingOf(run), ledger);
  }

  /** Closes a slot that a settlement rollback ended. */
  public static SlotClosed rolledBack(SlotRun run, Ledger rolledBack) {
    return closed(run, new Outcome.RolledBack(), everythingOf(run), rolledBack);
  }

  private static SlotClosed build(
      SlotRun run,
      Ledger ledger,
      SortedMap<ChainId, Accepted> remaining,
      SortedMap<XtId, RequeueReason> requeued,
      SortedSet<ChainId> suspended) {
    var blocks = new TreeMap<ChainId, BlockRef>();
    var heads = new TreeMap<>(ledger.heads());
    remaining.forEach((chain, block) -> {
      blocks.put(chain, new BlockRef(block.number(), block.hash()));
      var mailbox = mailboxOf(ledger, chain).updatedBy(block.mailbox());
      heads.put(chain, new ChainHead(block.number(), block.hash(), mailbox));
    });
    var included =
        run.committed().stream()
            .filter(start -> remaining.keySet().containsAll(start.xt().chains()))
            .map(StartSc::id)
            .toList();
    var superblock =
        new Superblock(ledger.number().next(), run.slot(), ledger.hash(), blocks, included);
    var hash = superblock.hash();
    return closed(
        run,
        new Outcome.Built(superblock.number(), hash, ledger.hash(), blocks, included),
        requeued,
        new Ledger(superblock.number(), hash, heads, suspended, ledger.rollBacks()));
  }

  /** Two blocks whose mailboxes disagree are both missing. */
  private static SortedMap<ChainId, Accepted> withoutDisagreement(
      PersistentSortedMap<ChainId, Accepted> accepted) {
    var consistent = new TreeMap<ChainId, Accepted>();
    accepted.forEach(consistent::put);
    for (var block : accepted.values())
      for (var peer : block.mailbox().pairs().keySet()) {
        accepted
            .get(peer)
            .filter(other -> !agree(block.chain(), block.mailbox(), peer, other.mailbox()))
            .ifPresent(_ -> {
              consistent.remove(block.chain());
              consistent.remove(peer);
            });
      }
    return consistent;
  }

  /** Drops blocks until every xT is whole and every mailbox agrees with its absent peers. */
  private static SortedMap<ChainId, Accepted> closureOf(
      SortedMap<ChainId, Accepted> consistent, List<StartSc> committed, Ledger ledger) {
    var remaining = new TreeMap<>(consistent);
    int before;
    do {
      before = remaining.size();
      for (var start : committed)
        if (!remaining.keySet().containsAll(start.xt().chains()))
          remaining.keySet().removeAll(start.xt().chains());
      remaining.values().removeIf(block -> contradictsAnAbsentChain(block, remaining, ledger));
    } while (remaining.size() < before);
    return remaining;
  }

  private static boolean contradictsAnAbsentChain(
      Accepted block, SortedMap<ChainId, Accepted> remaining, Ledger ledger) {
    return block.mailbox().pairs().keySet().stream()
        .filter(peer -> !remaining.containsKey(peer))
        .anyMatch(peer -> !agree(block.chain(), block.mailbox(), peer, mailboxOf(ledger, peer)));
  }

  private static boolean agree(
      ChainId one, MailboxState ofOne, ChainId other, MailboxState ofOther) {
    return ofOne.with(other).mirrors(ofOther.with(one));
  }

  private static MailboxState mailboxOf(Ledger ledger, ChainId chain) {
    var head = ledger.heads().get(chain);
    return head == null ? MailboxState.EMPTY : head.mailbox();
  }

  private static SortedMap<XtId, RequeueReason> everythingOf(SlotRun run) {
    var requeued = undecided(run);
    for (var start : run.committed()) requeued.put(start.id(), new RequeueReason.SlotFailed());
    return requeued;
  }

  /** The xTs decided 0 although no participant had voted against them. */
  private static SortedMap<XtId, RequeueReason> undecided(SlotRun run) {
    var undecided = new TreeMap<XtId, RequeueReason>();
    aborts(run)
        .forEach((xt, reason) -> {
          if (reason.mayRunAgain()) undecided.put(xt, new RequeueReason.Undecided(reason));
        });
    return undecided;
  }

  private static SortedMap<XtId, AbortReason> aborts(SlotRun run) {
    var aborts = new TreeMap<XtId, AbortReason>();
    run.decisions()
        .forEach((xt, decision) -> {
          if (decision instanceof Decision.Abort abort) aborts.put(xt, abort.reason());
        });
    return aborts;
  }

  private static SlotClosed closed(
      SlotRun run, Outcome outcome, SortedMap<XtId, RequeueReason> requeued, Ledger ledger) {
    var aborted = new TreeMap<>(aborts(run));
    aborted.values().removeIf(AbortReason::mayRunAgain);
    return new SlotClosed(run.slot(), outcome, requeued, aborted, ledger);
  }

  private static Ledger suspend(Ledger ledger, SortedSet<ChainId> suspended) {
    return new Ledger(
        ledger.number(), ledger.hash(), ledger.heads(), suspended, ledger.rollBacks());
  }
}
