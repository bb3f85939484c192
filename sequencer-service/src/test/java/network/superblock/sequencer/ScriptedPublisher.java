package network.superblock.sequencer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;

/** Says what the publisher would say, one record at a time, and waits for the answers. */
final class ScriptedPublisher implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Term TERM = new Term(1);

  private final TopicWriter slots;
  private final TopicWriter verdicts;
  private final List<TopicReader> readers;
  private final List<Vote> votes = new CopyOnWriteArrayList<>();
  private final List<L2Block> blocks = new CopyOnWriteArrayList<>();
  private final List<XtRequest> forwarded = new CopyOnWriteArrayList<>();
  private final Map<ChainId, Function<L2BlockRequest, List<L2Block>>> archives =
      new ConcurrentHashMap<>();
  private final TestNetwork network;
  private long sequence;
  private long slot = 100;

  ScriptedPublisher(TestNetwork network) {
    this.network = network;
    var publisher = network.topicsOf(TestNetwork.PUBLISHER);
    this.slots = publisher.writer("slots");
    var store = network.topicsOf(TestNetwork.STORE);
    this.verdicts = store.writer("verdicts");
    this.readers =
        List.of(
            publisher.read(
                "answers", EnumSet.of(Topic.VOTE, Topic.XT), ReadFrom.beginning(), this::receive),
            store.read("blocks", EnumSet.of(Topic.BLOCK), ReadFrom.beginning(), this::receive));
    say(new SlotRecord.LeaderClaim(TERM, TestNetwork.PUBLISHER.name()));
  }

  /** Opens the next slot for these chains alone; returns its number. */
  long open(Map<ChainId, BlockRef> heads) {
    say(new SlotRecord.StartSlot(opening(heads)));
    return slot;
  }

  /** Opens the next slot after a rollback to the superblock of slot {@code lastValid}. */
  long rollBack(Map<ChainId, BlockRef> heads, long lastValid) {
    say(new SlotRecord.RollBackAndStartSlot(opening(heads), ledgerAt(lastValid)));
    return slot;
  }

  private SlotOpening opening(Map<ChainId, BlockRef> heads) {
    slot++;
    sequence = 0;
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    heads.forEach((chain, head) ->
        requests.put(chain, new L2BlockRequest(chain, head.number().next(), head.hash())));
    return new SlotOpening(
        new Slot(slot),
        new SuperblockNumber(slot),
        Hash32.ZERO,
        requests,
        new L1BlockRef(1, Hash32.ZERO),
        InputOffsets.NONE,
        0);
  }

  /** The block's slot closes with a superblock of its number, which becomes final on L1. */
  void finish(L2Block block) {
    var number = new SuperblockNumber(block.slot().value());
    var ledger = ledgerAt(block.slot().value());
    say(
        new SlotRecord.SlotClosed(
            block.slot(),
            new SlotRecord.Outcome.Built(
                number,
                ledger.hash(),
                Hash32.ZERO,
                new TreeMap<>(Map.of(block.chain(), refOf(block))),
                block.includedXts()),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            ledger));
    var status =
        new SuperblockStatus.Finalized(
            number, ledger.hash(), block.slot(), Hash32.ZERO, new L1BlockRef(1, Hash32.ZERO));
    try (var writer = network.topicsOf(TestNetwork.SUPERBLOCKS).writer("superblocks")) {
      writer.append(Outgoing.of(Topic.SUPERBLOCK, status)).join();
    }
  }

  private static Ledger ledgerAt(long number) {
    return new Ledger(
        new SuperblockNumber(number),
        AbiWord.of(number),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        1);
  }

  void start(long slot, XtRequest xt) {
    say(new SlotRecord.StartSc(new Slot(slot), new SequenceNumber(sequence++), xt, xt.id()));
  }

  void decide(long slot, XtRequest xt, Decision decision) {
    say(new SlotRecord.Decided(new Slot(slot), xt.id(), decision));
  }

  void seal(long slot, List<XtId> xts) {
    say(new SlotRecord.RequestSeal(new Slot(slot), xts));
  }

  void accept(L2Block block) {
    verdicts
        .append(
            Outgoing.of(
                Topic.BLOCK_VERDICT,
                new BlockVerdict.Accepted(
                    block.slot(),
                    block.chain(),
                    block.number(),
                    block.hash(),
                    block.parentHash(),
                    block.includedXts(),
                    MailboxState.EMPTY)))
        .join();
  }

  /** What the block store sends a chain that asks for a block, from now on. */
  void answerRequests(ChainId chain, Function<L2BlockRequest, List<L2Block>> answers) {
    archives.put(chain, answers);
  }

  /** What the sequencer of another chain would say. */
  void deliver(long slot, XtRequest xt, MailboxMessage message) {
    var source = new Sender.Sequencer(message.header().source());
    var circ = new CircMessage(new InstanceId(new Slot(slot), xt.id()), message);
    try (var writer = network.topicsOf(source).writer("messages")) {
      writer.append(Outgoing.of(Topic.MAILBOX, circ)).join();
    }
  }

  /** All votes of the chain in the slot, as often as they came. */
  List<Vote> votesOf(ChainId chain, long slot) {
    return votes.stream()
        .filter(vote -> vote.from().equals(chain))
        .filter(vote -> vote.instance().slot().equals(new Slot(slot)))
        .toList();
  }

  /** The chain's blocks of the slot, as often as they came. */
  List<L2Block> blocksOf(ChainId chain, long slot) {
    return blocks.stream()
        .filter(block -> block.chain().equals(chain))
        .filter(block -> block.slot().equals(new Slot(slot)))
        .toList();
  }

  Vote.Ballot voteOf(ChainId chain, long slot, XtRequest xt) {
    return await()
        .atMost(LONG)
        .until(() -> firstVote(chain, slot, xt), Optional::isPresent)
        .orElseThrow()
        .ballot();
  }

  L2Block blockOf(ChainId chain, long slot) {
    await().atMost(LONG).until(() -> !blocksOf(chain, slot).isEmpty());
    return blocksOf(chain, slot).getFirst();
  }

  XtRequest forwarded() {
    await().atMost(LONG).until(() -> !forwarded.isEmpty());
    return forwarded.getFirst();
  }

  static BlockRef refOf(L2Block block) {
    return new BlockRef(new BlockNumber(block.number().value()), block.hash());
  }

  @Override
  public void close() {
    readers.forEach(TopicReader::close);
    slots.close();
    verdicts.close();
  }

  private Optional<Vote> firstVote(ChainId chain, long slot, XtRequest xt) {
    return votesOf(chain, slot).stream()
        .filter(vote -> vote.instance().xt().equals(xt.id()))
        .findFirst();
  }

  private void say(SlotRecord record) {
    slots.append(new Outgoing(Topic.SLOT, TERM, record)).join();
  }

  private void receive(List<Received> records) {
    for (Received received : records)
      switch (received.message()) {
        case Vote vote -> votes.add(vote);
        case L2Block block -> blocks.add(block);
        case XtRequest xt -> forwarded.add(xt);
        case L2BlockRequest request ->
            archives
                .getOrDefault(request.chain(), _ -> List.of())
                .apply(request)
                .forEach(block -> verdicts.append(Outgoing.of(Topic.BLOCK_VERDICT, block)).join());
        default -> {}
      }
  }
}
