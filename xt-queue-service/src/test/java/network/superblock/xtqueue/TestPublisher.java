package network.superblock.xtqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.protocol.slot.SlotState;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The publisher's own protocol, moved by hand: it takes the queue's offers from Kafka and writes
 * real records; votes and blocks are the test's.
 */
final class TestPublisher implements AutoCloseable {

  static final Sender SENDER = new Sender.Publisher(Role.SLOT_SERVICE, "publisher");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Term TERM = new Term(1);
  static final Hash32 GENESIS = hash("genesis superblock");

  private final TestNetwork network;
  private final SlotProtocol protocol =
      new SlotProtocol(new SlotRules(TestNetwork.SCHEDULE, 64, Duration.ofSeconds(30), 1024));
  private final KafkaConsumer<byte[], byte[]> offers;
  final List<ProtocolMessage> received = new ArrayList<>();
  final List<SlotRecord> written = new ArrayList<>();
  private SlotState state = SlotLog.beforeFirst(Ledger.genesis(GENESIS));

  TestPublisher(TestNetwork network) {
    this.network = network;
    this.offers =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", network.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        offers.partitionsFor(Topic.XT.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    offers.assign(partitions);
    offers.seekToEnd(partitions);
    // A seek is carried out at the next use only.
    partitions.forEach(offers::position);
    write(new SlotRecord.LeaderClaim(TERM, SENDER.name()));
  }

  SlotState state() {
    return state;
  }

  /** Moves the clock to the slot's start and opens it for these rollups. */
  void open(Slot slot, ChainId... chains) {
    network.clock.set(TestNetwork.SCHEDULE.startOf(slot));
    var genesis = new TreeMap<ChainId, Hash32>();
    for (var chain : chains) genesis.put(chain, hash("genesis of " + chain));
    var rollups = new ActiveRollups(new L1BlockRef(1, hash("l1")), genesis);
    on(new SlotEvent.SlotBegan(slot, rollups, InputOffsets.NONE));
  }

  /** Takes what the queue has written so far. */
  void takeOffers() {
    for (var message : poll())
      switch (message) {
        case XtOffer offer -> on(new SlotEvent.XtOffered(offer));
        case XtWithdrawal withdrawal -> on(new SlotEvent.XtWithdrawn(withdrawal));
        default -> {}
      }
  }

  /** Reads what the queue has written so far, and does nothing about it yet. */
  List<ProtocolMessage> poll() {
    var messages = new ArrayList<ProtocolMessage>();
    for (var record : offers.poll(Duration.ofMillis(20)))
      if (MessageCodec.decode(Bytes.of(record.value())) instanceof Decoding.Decoded decoded)
        messages.add(decoded.message());
    received.addAll(messages);
    return messages;
  }

  /** Takes an offer that was read before. */
  void take(Slot slot, XtId xt) {
    for (var message : List.copyOf(received))
      if (message instanceof XtOffer offer && offer.slot().equals(slot) && offer.id().equals(xt))
        on(new SlotEvent.XtOffered(offer));
  }

  /** How often an xT was started in all slots. */
  long startsOf(XtId xt) {
    return written.stream()
        .filter(record -> record instanceof SlotRecord.StartSc start && start.id().equals(xt))
        .count();
  }

  /** The offers of {@code slot}, without repetitions, in the order in which they came. */
  List<XtId> offered(Slot slot) {
    return received.stream()
        .filter(message -> message instanceof XtOffer offer && offer.slot().equals(slot))
        .map(message -> ((XtOffer) message).id())
        .distinct()
        .toList();
  }

  boolean hasStarted(Slot slot, XtId xt) {
    return written.stream()
        .anyMatch(record ->
            record instanceof SlotRecord.StartSc start
                && start.slot().equals(slot)
                && start.id().equals(xt));
  }

  /** Takes offers until the xT has started. */
  void awaitStart(Slot slot, XtId xt) {
    await()
        .atMost(LONG)
        .until(() -> {
          takeOffers();
          return hasStarted(slot, xt);
        });
  }

  /**
   * Takes offers and commits what starts until all of these are. Those that meet on a chain start
   * one after the other, in the queue's order.
   */
  void commitAll(Slot slot, Collection<XtId> xts) {
    var undecided = new ArrayList<>(xts);
    await()
        .atMost(LONG)
        .until(() -> {
          takeOffers();
          for (var xt : List.copyOf(undecided))
            if (hasStarted(slot, xt)) {
              votesFor(slot, xt, A, B);
              undecided.remove(xt);
            }
          return undecided.isEmpty();
        });
  }

  void votesFor(Slot slot, XtId xt, ChainId... chains) {
    for (var chain : chains) vote(slot, xt, chain, new Ballot.Commit(Collections.emptySortedMap()));
  }

  void votesAgainst(Slot slot, XtId xt, ChainId chain) {
    var refusal = new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, "no funds");
    vote(slot, xt, chain, new Ballot.Abort(refusal));
  }

  private void vote(Slot slot, XtId xt, ChainId chain, Ballot ballot) {
    on(new SlotEvent.VoteReceived(new Vote(new InstanceId(slot, xt), chain, ballot)));
  }

  void timeOut(Slot slot, XtId xt) {
    on(new SlotEvent.VotingTimedOut(new InstanceId(slot, xt)));
  }

  /** Reaches the cutover. */
  void seal(Slot slot) {
    network.clock.set(TestNetwork.SCHEDULE.cutoverOf(slot));
    on(new SlotEvent.SealCutoverReached(slot));
  }

  /** The block of a chain is accepted, with the committed xTs that concern the chain. */
  void accept(Slot slot, ChainId chain) {
    var run = ((SlotState.InSlot) state).run();
    var request = run.opening().requests().get(chain);
    if (request == null) throw new IllegalArgumentException(chain + " takes no part");
    var xts =
        run.committed().stream()
            .filter(start -> start.xt().chains().contains(chain))
            .map(SlotRecord.StartSc::id)
            .toList();
    on(
        new SlotEvent.VerdictReceived(
            new BlockVerdict.Accepted(
                slot,
                chain,
                request.number(),
                hash("block " + request.number() + " of " + chain + " in " + slot),
                request.parentHash(),
                xts,
                MailboxState.EMPTY)));
  }

  /** Seals the slot and has every block accepted. */
  void complete(Slot slot) {
    seal(slot);
    for (var chain : chains()) accept(slot, chain);
  }

  /** The slot is over, whatever is missing. */
  void end(Slot slot) {
    network.clock.set(TestNetwork.SCHEDULE.endOf(slot));
    on(new SlotEvent.SlotEnded(slot));
  }

  void on(SettlementEvent event) {
    on(new SlotEvent.SettlementChanged(event));
  }

  SlotRecord.SlotClosed closing() {
    return (SlotRecord.SlotClosed) written.getLast();
  }

  SlotRecord.Outcome.Built built() {
    return (SlotRecord.Outcome.Built) closing().outcome();
  }

  /** Writes a record as it stands, whatever the protocol would say. */
  void write(SlotRecord record) {
    network.write(SENDER, Topic.SLOT, TERM, record);
    written.add(record);
  }

  private SortedSet<ChainId> chains() {
    return ((SlotState.InSlot) state)
        .run().opening().requests().keySet().stream().collect(toCollection(TreeSet::new));
  }

  private void on(SlotEvent event) {
    var step = protocol.on(state, event, network.clock.instant());
    state = step.state();
    step.records().forEach(this::write);
  }

  static Hash32 hash(String of) {
    return Hash32.of(Keccak256.hash(of.getBytes(UTF_8)));
  }

  @Override
  public void close() {
    offers.close();
  }
}
