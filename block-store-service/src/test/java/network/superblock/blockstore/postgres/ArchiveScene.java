package network.superblock.blockstore.postgres;

import static java.util.Objects.requireNonNull;
import static network.superblock.blockstore.TestPublisher.SCHEDULE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.Judgement;
import network.superblock.blockstore.SlotArchive.Closing;
import network.superblock.blockstore.TestPublisher;
import network.superblock.blockstore.TestRollup;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.block.BlockValidity.Valid;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.runtime.http.StreamEvent;
import network.superblock.runtime.kafka.SlotPlace;

/** A schema of its own, and the publisher whose slots the archives keep. */
final class ArchiveScene {

  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  final TestRollup a = new TestRollup(77777);
  final TestRollup b = new TestRollup(88888);
  final TestPublisher publisher;
  final TestDatabase database;
  private final List<SlotRecord> log = new ArrayList<>();

  ArchiveScene(PostgresDatabase shared) {
    this.publisher = new TestPublisher(log::addAll, a, b);
    this.database = new TestDatabase(shared, "schema_" + SCHEMAS.incrementAndGet());
  }

  /** A whole slot in which these rollups' blocks are accepted. */
  List<L2Block> slot(long number, TestRollup... rollups) {
    publisher.begin(new Slot(number));
    publisher.seal();
    var blocks = List.of(rollups).stream().map(rollup -> block(rollup, "x")).toList();
    record(blocks.toArray(L2Block[]::new));
    blocks.forEach(block -> publisher.accept(accepted(block)));
    publisher.end();
    return blocks;
  }

  Closing close(long next) {
    var closed = (SlotClosed) log.getLast();
    var after = new SlotPlace(next, Optional.of(new Leader(new Term(1), "a")), 7);
    var closing = new Closing(closed, after);
    database.slots.close(closing, NOW).block();
    return closing;
  }

  void finalized(Closing closing, Instant at) {
    database.slots.finalized(finality(closing), at).block();
  }

  static Finalized finality(Closing closing) {
    var built = (Outcome.Built) closing.closed().outcome();
    var transaction = TestRollup.hash("l1 transaction");
    return new Finalized(
        built.number(), built.hash(), closing.closed().slot(), transaction, TestPublisher.L1_BLOCK);
  }

  L2Block block(TestRollup rollup, String local) {
    return rollup.block(
        publisher.slot(), publisher.slotStart(), publisher.request(rollup), List.of(), local);
  }

  L2Block held(long slot) {
    return a.block(
        new Slot(slot), SCHEDULE.startOf(new Slot(slot)), publisher.request(a), List.of(), "x");
  }

  List<L2Block> heldIn(long slot) {
    return requireNonNull(database.blocks.heldFor(new Slot(slot)).collectList().block());
  }

  List<BlockVerdict> record(L2Block... blocks) {
    return verdicts(List.of(blocks).stream().map(ArchiveScene::judged).toArray(Judgement[]::new));
  }

  List<BlockVerdict> verdicts(Judgement... judgements) {
    return requireNonNull(database.blocks.record(List.of(judgements), NOW).block());
  }

  static Judgement judged(L2Block block) {
    return new Judgement(block, accepted(block));
  }

  static BlockVerdict accepted(L2Block block) {
    return new Valid(MailboxState.EMPTY).verdictOn(block);
  }

  static L2BlockRequest request(L2Block block) {
    return new L2BlockRequest(block.chain(), block.number(), block.parentHash());
  }

  static L2BlockRequest firstOf(TestRollup rollup) {
    return new L2BlockRequest(rollup.chain(), new BlockNumber(1), rollup.genesis());
  }

  List<StreamEvent<BlockNews>> events(long after) {
    return requireNonNull(database.events.all().after(after, 1000).collectList().block());
  }

  List<BlockNews> news() {
    return events(0).stream().map(StreamEvent::data).toList();
  }

  List<Kind> kinds() {
    return news().stream().map(BlockNews::kind).toList();
  }

  long count(String table) {
    var query = database.client.sql("SELECT count(*) FROM " + table);
    return requireNonNull(query.mapValue(Long.class).one().block());
  }
}
