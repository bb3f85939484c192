package network.superblock.protocol.slot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;

/** Three rollups, a 12 s slot and what can be sent about them. */
final class Fixtures {

  static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));
  static final SlotRules RULES = new SlotRules(SCHEDULE, 64, Duration.ofSeconds(30), 100);

  static final ChainId A = new ChainId(77777);
  static final ChainId B = new ChainId(88888);
  static final ChainId C = new ChainId(99999);
  static final Slot SLOT = new Slot(5);
  static final Hash32 GENESIS_SUPERBLOCK = hash("genesis superblock");
  static final VoteRefusal REVERTED =
      new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, "execution reverted");

  private Fixtures() {}

  static SlotState between() {
    return SlotLog.beforeFirst(Ledger.genesis(GENESIS_SUPERBLOCK));
  }

  static Scenario opened() {
    return opened(RULES);
  }

  static Scenario opened(SlotRules rules) {
    return Scenario.given(rules, between(), SCHEDULE.startOf(SLOT)).when(begins(SLOT));
  }

  static SlotEvent.SlotBegan begins(Slot slot) {
    var genesis = new TreeMap<ChainId, Hash32>();
    for (var chain : List.of(A, B, C)) genesis.put(chain, genesisOf(chain));
    return new SlotEvent.SlotBegan(
        slot,
        new ActiveRollups(new L1BlockRef(1, hash("l1")), genesis),
        new InputOffsets(Collections.emptySortedMap()));
  }

  static XtRequest xt(String salt, ChainId... chains) {
    return new XtRequest(
        Stream.of(chains)
            .map(c -> new TransactionRequest(c, List.of(Bytes.of((salt + c).getBytes(UTF_8)))))
            .toList());
  }

  static SlotEvent.XtOffered offered(XtRequest xt) {
    return offered(xt, 0, SCHEDULE.startOf(SLOT));
  }

  static SlotEvent.XtOffered offered(Slot slot, XtRequest xt) {
    return new SlotEvent.XtOffered(
        new XtOffer(slot, xt, xt.id(), 0, SCHEDULE.startOf(slot), SCHEDULE.endOf(slot)));
  }

  static SlotEvent.XtOffered offered(XtRequest xt, long rank, Instant queuedAt) {
    return new SlotEvent.XtOffered(
        new XtOffer(SLOT, xt, xt.id(), rank, queuedAt, SCHEDULE.endOf(SLOT)));
  }

  static StartSc startSc(int sequence, XtRequest xt) {
    return new StartSc(SLOT, new SequenceNumber(sequence), xt, xt.id());
  }

  static SlotEvent.VoteReceived votesFor(XtRequest xt, ChainId from) {
    return vote(xt, from, new Ballot.Commit(Collections.emptySortedMap()));
  }

  static SlotEvent.VoteReceived votesAgainst(XtRequest xt, ChainId from) {
    return vote(xt, from, new Ballot.Abort(REVERTED));
  }

  /** A vote for the xT from a chain that sent {@code sent} to {@code peer} and read nothing. */
  static SlotEvent.VoteReceived votesHavingSent(
      XtRequest xt, ChainId from, ChainId peer, String sent) {
    var digests = new TreeMap<ChainId, MailboxDigest>();
    digests.put(peer, new MailboxDigest(hash(sent), Hash32.ZERO));
    return vote(xt, from, new Ballot.Commit(digests));
  }

  private static SlotEvent.VoteReceived vote(XtRequest xt, ChainId from, Ballot ballot) {
    return new SlotEvent.VoteReceived(new Vote(instanceOf(xt), from, ballot));
  }

  static InstanceId instanceOf(XtRequest xt) {
    return new InstanceId(SLOT, xt.id());
  }

  static Decided commits(XtRequest xt) {
    return new Decided(SLOT, xt.id(), Decision.commit());
  }

  static Decided aborts(XtRequest xt, AbortReason reason) {
    return new Decided(SLOT, xt.id(), Decision.abort(reason));
  }

  static SlotEvent.VerdictReceived accepts(ChainId chain, XtRequest... xts) {
    return accepts(chain, MailboxState.EMPTY, xts);
  }

  static SlotEvent.VerdictReceived accepts(ChainId chain, MailboxState mailbox, XtRequest... xts) {
    return new SlotEvent.VerdictReceived(
        new BlockVerdict.Accepted(
            SLOT,
            chain,
            new BlockNumber(1),
            blockOf(chain),
            genesisOf(chain),
            Stream.of(xts).map(XtRequest::id).toList(),
            mailbox));
  }

  static SlotEvent.VerdictReceived rejects(ChainId chain) {
    return new SlotEvent.VerdictReceived(
        new BlockVerdict.Rejected(SLOT, chain, blockOf(chain), "PARENT", "another parent"));
  }

  static Hash32 genesisOf(ChainId chain) {
    return hash("genesis of " + chain);
  }

  static Hash32 blockOf(ChainId chain) {
    return hash("block 1 of " + chain);
  }

  static Hash32 hash(String of) {
    return Hash32.of(Keccak256.hash(of.getBytes(UTF_8)));
  }
}
