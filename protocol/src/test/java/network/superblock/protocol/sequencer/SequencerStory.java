package network.superblock.protocol.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Scenario;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Step;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.SequencerEffect.AppendToDraft;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.OpenDraft;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.ReturnToPool;
import network.superblock.protocol.sequencer.SequencerEffect.RevertTo;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEffect.SendCirc;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.LocalFinding;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictReceived;

/** The words in which the stories about the sequencer of chain A are told. */
final class SequencerStory {

  static final ChainId A = new ChainId(77777);
  static final ChainId B = new ChainId(88888);
  static final ChainId C = new ChainId(99999);

  static final Slot SLOT = new Slot(7);
  static final Instant NOW = Instant.parse("2026-01-01T00:01:12Z");
  static final SequencerRules RULES =
      new SequencerRules(A, Duration.ofSeconds(3), Duration.ofMillis(500));
  static final SequencerProtocol PROTOCOL = new SequencerProtocol(RULES);

  static final Hash32 PARENT = Hash32.fromHex("01".repeat(32));
  static final L2BlockRequest REQUEST = new L2BlockRequest(A, new BlockNumber(5), PARENT);

  static final XtRequest XT = xt("a1");
  static final XtRequest OTHER_XT = xt("a2");
  static final XtRequest FOREIGN_XT = new XtRequest(List.of(leg(B, "b1"), leg(C, "c1")));

  static final Bytes LOCAL = Bytes.fromHex("10ca");
  static final Bytes LOCAL2 = Bytes.fromHex("10cb");

  static final MailboxMessage PING = message(A, B, "PING");
  static final MailboxMessage PONG = message(B, A, "PONG");

  private SequencerStory() {}

  static Scenario<SequencerState, SequencerEvent, SequencerEffect> given(SequencerState state) {
    return Scenario.given(PROTOCOL::on, Step.to(state));
  }

  static SequencerState waiting() {
    return SequencerRecovery.startAfresh(new Slot(SLOT.value() - 1));
  }

  static SequencerState free() {
    return given(waiting()).when(startSlot(SLOT)).when(new NodeReady(SLOT)).state();
  }

  static SequencerState locked() {
    return given(free()).when(startSc(XT, 0)).state();
  }

  static SequencerState prepared() {
    return given(locked()).when(succeeds(XT)).state();
  }

  static SequencerState committed() {
    return given(prepared()).when(decided(XT, Decision.commit())).state();
  }

  static SequencerState sealing() {
    return given(free()).when(requestSeal(SLOT)).state();
  }

  static SequencerState submitting() {
    return given(sealing()).when(new BlockSealed(block(SLOT))).state();
  }

  // What happens.

  static SlotRecordRead read(SlotRecord record) {
    return new SlotRecordRead(record, NOW);
  }

  static SlotRecordRead startSlot(Slot slot) {
    return read(new StartSlot(opening(slot, REQUEST)));
  }

  static SlotRecordRead rollBackAndStartSlot(Slot slot, L2BlockRequest request) {
    return read(new RollBackAndStartSlot(opening(slot, request), Ledger.genesis(PARENT)));
  }

  static SlotRecordRead startSlotWithoutUs(Slot slot) {
    return read(new StartSlot(opening(slot, new L2BlockRequest(B, new BlockNumber(5), PARENT))));
  }

  static SlotRecordRead startSc(XtRequest xt, long sequence) {
    return startSc(SLOT, xt, sequence);
  }

  static SlotRecordRead startSc(Slot slot, XtRequest xt, long sequence) {
    return read(new StartSc(slot, new SequenceNumber(sequence), xt, xt.id()));
  }

  static SlotRecordRead decided(XtRequest xt, Decision decision) {
    return read(new Decided(SLOT, xt.id(), decision));
  }

  static Decision abort() {
    return Decision.abort(new AbortReason.CutOff());
  }

  static SlotRecordRead requestSeal(Slot slot, XtRequest... xts) {
    return read(new RequestSeal(slot, Stream.of(xts).map(XtRequest::id).toList()));
  }

  static SlotRecordRead slotClosed(
      Map<XtId, RequeueReason> requeued, Map<XtId, AbortReason> aborted) {
    return read(
        new SlotClosed(
            SLOT,
            new Outcome.Failed(),
            new TreeMap<>(requeued),
            new TreeMap<>(aborted),
            Ledger.genesis(PARENT)));
  }

  static CircReceived arrival(XtRequest xt, MailboxMessage message) {
    return arrival(SLOT, xt, message);
  }

  static CircReceived arrival(Slot slot, XtRequest xt, MailboxMessage message) {
    return new CircReceived(
        new CircMessage(new InstanceId(slot, xt.id()), message), message.header().source());
  }

  static LocalTransactionOffered offer(Bytes transaction, int entriesBefore) {
    return new LocalTransactionOffered(
        new DraftPosition(SLOT, entriesBefore), transaction, LocalFinding.FITS);
  }

  static SimulationEnded ended(XtRequest xt, SimulationResult result) {
    return new SimulationEnded(instance(xt), result);
  }

  static SimulationEnded succeeds(XtRequest xt, MailboxAccess... accesses) {
    return ended(xt, new Succeeded(List.of(accesses)));
  }

  static SimulationEnded misses(XtRequest xt, MailboxMessage wanted, MailboxMessage... written) {
    return ended(xt, new MissingMessage(wanted.header(), List.of(written)));
  }

  static VerdictReceived accepted(L2Block block) {
    return new VerdictReceived(
        new BlockVerdict.Accepted(
            block.slot(),
            block.chain(),
            block.number(),
            block.hash(),
            block.parentHash(),
            block.includedXts(),
            MailboxState.EMPTY));
  }

  static BlockVerdict.Rejected rejection(L2Block block) {
    return new BlockVerdict.Rejected(
        block.slot(), block.chain(), block.hash(), "timestamp", "not the slot's start");
  }

  // What must be done.

  static Journal journal(SequencerEvent event) {
    return new Journal(new JournalEntry.Happened(event));
  }

  static RevertTo revertTo(Slot slot, L2BlockRequest request) {
    return new RevertTo(slot, Draft.opened(slot, request).parent());
  }

  static OpenDraft openDraft(DraftEntry... entries) {
    return new OpenDraft(draft(entries));
  }

  static AppendToDraft append(DraftEntry entry) {
    return new AppendToDraft(entry);
  }

  static RunSimulation simulate(XtRequest xt, MailboxMessage... inbox) {
    return new RunSimulation(instance(xt), List.of(inbox), xt.transactionsOn(A));
  }

  static SendCirc circ(XtRequest xt, MailboxMessage message) {
    return new SendCirc(new CircMessage(instance(xt), message));
  }

  static CastVote votes(XtRequest xt, Ballot ballot) {
    return new CastVote(new Vote(instance(xt), A, ballot));
  }

  static CastVote votesAgainst(InstanceId instance, VoteRefusal.Cause cause, String detail) {
    return new CastVote(new Vote(instance, A, new Ballot.Abort(new VoteRefusal(cause, detail))));
  }

  static CastVote votesRecovering(Slot slot, XtRequest xt) {
    return votesAgainst(
        new InstanceId(slot, xt.id()),
        VoteRefusal.Cause.RECOVERING,
        "the sequencer has no draft of this slot");
  }

  static Ballot.Commit silently() {
    return new Ballot.Commit(new TreeMap<>(Map.of(B, MailboxDigest.NONE)));
  }

  static Ballot.Commit sentAndReceived(MailboxMessage sent, MailboxMessage received) {
    return new Ballot.Commit(
        new TreeMap<>(
            Map.of(
                B,
                new MailboxDigest(
                    MailboxFold.fold(Hash32.ZERO, sent),
                    MailboxFold.fold(Hash32.ZERO, received)))));
  }

  static ReturnToPool returns(Bytes... transactions) {
    return new ReturnToPool(List.of(transactions));
  }

  static ReportLoudly reports(Alarm alarm) {
    return new ReportLoudly(alarm);
  }

  // What things are.

  static InstanceId instance(XtRequest xt) {
    return new InstanceId(SLOT, xt.id());
  }

  static Draft draft(DraftEntry... entries) {
    var draft = Draft.opened(SLOT, REQUEST);
    for (var entry : entries) draft = draft.append(entry);
    return draft;
  }

  static Local local(Bytes transaction) {
    return new Local(transaction);
  }

  static CrossChain leg(XtRequest xt, MailboxMessage... inbox) {
    return new CrossChain(xt.id(), List.of(inbox), xt.transactionsOn(A));
  }

  static L2Block block(Slot slot, XtRequest... xts) {
    return new L2Block(
        slot,
        A,
        REQUEST.number(),
        Hash32.fromHex("05".repeat(32)),
        PARENT,
        Stream.of(xts).map(XtRequest::id).toList(),
        Bytes.EMPTY,
        BlockEvidence.NONE);
  }

  static MailboxMessage message(ChainId from, ChainId to, String label) {
    var header =
        new MailboxHeader(
            from,
            to,
            Address.fromHex("11".repeat(20)),
            Address.fromHex("22".repeat(20)),
            Hash32.ZERO,
            Bytes.of(label.getBytes(UTF_8)));
    return new MailboxMessage(header, Bytes.fromHex("da7a"));
  }

  private static XtRequest xt(String transaction) {
    return new XtRequest(List.of(leg(A, transaction), leg(B, "b0")));
  }

  private static TransactionRequest leg(ChainId chain, String transaction) {
    return new TransactionRequest(chain, List.of(Bytes.fromHex(transaction)));
  }

  private static SlotOpening opening(Slot slot, L2BlockRequest request) {
    return new SlotOpening(
        slot,
        new SuperblockNumber(3),
        PARENT,
        new TreeMap<>(Collections.singletonMap(request.chain(), request)),
        new L1BlockRef(100, PARENT),
        InputOffsets.NONE,
        0);
  }
}
