package network.superblock.wire;

import static network.superblock.wire.Samples.A;
import static network.superblock.wire.Samples.B;
import static network.superblock.wire.Samples.L1_BLOCK;
import static network.superblock.wire.Samples.LEDGER;
import static network.superblock.wire.Samples.MAILBOX;
import static network.superblock.wire.Samples.OTHER_XT;
import static network.superblock.wire.Samples.REVERTED;
import static network.superblock.wire.Samples.SLOT;
import static network.superblock.wire.Samples.XT;
import static network.superblock.wire.Samples.chains;
import static network.superblock.wire.Samples.hash;
import static network.superblock.wire.Samples.sorted;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SuperblockStatus;

/** What the publisher's services make of votes, blocks and L1. */
final class PublisherSamples {

  private PublisherSamples() {}

  static SortedMap<String, ProtocolMessage> all() {
    var all = new TreeMap<String, ProtocolMessage>();
    addDecisions(all);
    addClosings(all);
    addVerdicts(all);
    addSettlement(all);
    return all;
  }

  private static void addDecisions(SortedMap<String, ProtocolMessage> all) {
    all.put("decided-commit", new Decided(SLOT, XT.id(), Decision.commit()));
    abortReasons()
        .forEach((name, reason) ->
            all.put("decided-abort-" + name, new Decided(SLOT, XT.id(), Decision.abort(reason))));
  }

  private static SortedMap<String, AbortReason> abortReasons() {
    return sorted(
        Map.of(
            "voted_down", new AbortReason.VotedDown(B, REVERTED),
            "mailbox_mismatch", new AbortReason.MailboxMismatch(A, B),
            "timed_out", new AbortReason.TimedOut(chains(A, B)),
            "cut_off", new AbortReason.CutOff(),
            "slot_over", new AbortReason.SlotOver(),
            "rolled_back", new AbortReason.RolledBack()));
  }

  private static void addClosings(SortedMap<String, ProtocolMessage> all) {
    var built =
        new Outcome.Built(
            new SuperblockNumber(42),
            hash(0x42),
            hash(0x41),
            sorted(Map.of(A, new BlockRef(new BlockNumber(12), hash(0x0c)))),
            List.of(XT.id()));
    var requeued =
        sorted(
            Map.<XtId, RequeueReason>of(
                OTHER_XT,
                new RequeueReason.BlockMissing(chains(B)),
                new XtId(hash(0x75)),
                new RequeueReason.SlotFailed(),
                new XtId(hash(0x78)),
                new RequeueReason.Undecided(new AbortReason.CutOff())));
    var aborted =
        sorted(
            Map.<XtId, AbortReason>of(new XtId(hash(0x79)), new AbortReason.MailboxMismatch(A, B)));
    all.put("slot_closed-built", new SlotClosed(SLOT, built, requeued, aborted, LEDGER));
    all.put("slot_closed-failed", closedEmpty(new Outcome.Failed()));
    all.put("slot_closed-rolled_back", closedEmpty(new Outcome.RolledBack()));
  }

  private static SlotClosed closedEmpty(Outcome outcome) {
    var genesis = Ledger.genesis(hash(0x40));
    return new SlotClosed(SLOT, outcome, new TreeMap<>(), new TreeMap<>(), genesis);
  }

  private static void addVerdicts(SortedMap<String, ProtocolMessage> all) {
    all.put(
        "block_verdict-accepted",
        new BlockVerdict.Accepted(
            SLOT, A, new BlockNumber(12), hash(0x0c), hash(0x0a), List.of(XT.id()), MAILBOX));
    all.put(
        "block_verdict-rejected",
        new BlockVerdict.Rejected(SLOT, A, hash(0x0c), "parent_mismatch", "parent 0x.. asked"));
  }

  private static void addSettlement(SortedMap<String, ProtocolMessage> all) {
    var number = new SuperblockNumber(42);
    var hash = hash(0x42);
    var l1 = hash(0x51);
    all.put("superblock_status-published", new SuperblockStatus.Published(number, hash, SLOT, l1));
    all.put(
        "superblock_status-included",
        new SuperblockStatus.Included(number, hash, SLOT, l1, L1_BLOCK));
    all.put(
        "superblock_status-finalized",
        new SuperblockStatus.Finalized(number, hash, SLOT, l1, L1_BLOCK));
    all.put("superblock_status-reorged", new SuperblockStatus.Reorged(number, hash));
    // As they were written before they were numbered.
    all.put("settlement_event-seen", new SettlementEvent.RollBackSeen(2, 0));
    all.put("settlement_event-reorged_out", new SettlementEvent.RollBackReorgedOut(2, 0));
    all.put("settlement_event-finalized", new SettlementEvent.RollBackFinalized(2, 0, LEDGER));
    all.put("settlement_event-numbered", new SettlementEvent.RollBackSeen(2, 317));
  }
}
