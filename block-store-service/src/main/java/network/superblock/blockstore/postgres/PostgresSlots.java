package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.Statements.buffer;
import static network.superblock.blockstore.postgres.Statements.number;
import static network.superblock.blockstore.postgres.Statements.required;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.SlotArchive;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.wire.Sender;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Slots' ends and what became of their superblocks, in Postgres. */
final class PostgresSlots implements SlotArchive {

  private static final String LAST =
      """
      SELECT message, next_offset, leader, leader_term, l1_block
        FROM closed_slot ORDER BY slot DESC LIMIT 1
      """;
  private static final String CLOSE =
      """
      INSERT INTO closed_slot (slot, superblock, superblock_hash, message, next_offset, leader,
             leader_term, l1_block, closed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT DO NOTHING
      """;
  private static final String INCLUDE =
      "INSERT INTO superblock_block (chain_id, slot, number, hash) VALUES ($1, $2, $3, $4)";
  private static final String DISCARD_HELD = "DELETE FROM held_block WHERE slot <= $1";
  private static final String ROLL_BACK =
      """
      UPDATE closed_slot SET rolled_back_in = $1
       WHERE superblock > $2 AND slot < $1 AND rolled_back_in IS NULL
      RETURNING slot
      """;
  private static final String FINALIZE =
      """
      UPDATE closed_slot SET finalized_at = $2
       WHERE superblock_hash = $1 AND finalized_at IS NULL
      RETURNING slot
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final EventLog events;
  private final StandingNews standing;
  private final Pruning pruning;
  private final Sender self;

  PostgresSlots(DatabaseClient database, TransactionalOperator transaction, Sender self) {
    this.database = database;
    this.transaction = transaction;
    this.events = new EventLog(database);
    this.standing = new StandingNews(database);
    this.pruning = new Pruning(database);
    this.self = self;
  }

  @Override
  public Mono<Closing> last() {
    return database.sql(LAST).map(PostgresSlots::closing).one();
  }

  @Override
  public Mono<Void> close(Closing closing, Instant at) {
    var slot = closing.closed().slot();
    var discard = database.sql(DISCARD_HELD).bind(0, slot.value()).then();
    var record =
        insert(closing, at).flatMap(isNew -> isNew ? follow(closing.closed(), at) : Mono.empty());
    return transaction.transactional(record.then(discard));
  }

  @Override
  public Mono<Void> rollBack(Slot in, SuperblockNumber lastValid, Instant at) {
    return transaction.transactional(Mono.defer(() -> takeBack(in, lastValid, at)));
  }

  @Override
  public Mono<Void> finalized(SuperblockStatus.Finalized superblock, Instant at) {
    var mark = database.sql(FINALIZE).bind(0, buffer(superblock.hash())).bind(1, at);
    return transaction.transactional(
        changed(mark).flatMap(slots -> tell(slots, Kind.FINALIZED, at)));
  }

  @Override
  public Mono<Long> prune(Instant finalBefore) {
    return transaction.transactional(pruning.prune(finalBefore));
  }

  /** Whether no replica had recorded this end before. */
  private Mono<Boolean> insert(Closing closing, Instant at) {
    var after = closing.after();
    var leader = after.leader().orElseThrow();
    var statement =
        database
            .sql(CLOSE)
            .bind(0, closing.closed().slot().value())
            .bind(3, StoredMessage.encode(self, closing.closed()))
            .bind(4, after.next())
            .bind(5, leader.replica())
            .bind(6, leader.term().value())
            .bind(7, after.l1Block())
            .bind(8, at);
    return bindSuperblock(statement, closing.closed().outcome())
        .fetch()
        .rowsUpdated()
        .map(inserted -> inserted == 1);
  }

  private static GenericExecuteSpec bindSuperblock(GenericExecuteSpec statement, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Built built ->
          statement.bind(1, built.number().value()).bind(2, buffer(built.hash()));
      case Outcome.Failed _, Outcome.RolledBack _ ->
          statement.bindNull(1, Long.class).bindNull(2, ByteBuffer.class);
    };
  }

  private Mono<Void> follow(SlotClosed closed, Instant at) {
    var slot = List.of(closed.slot());
    var dropped = Mono.defer(() -> tell(slot, Kind.DROPPED, at));
    return switch (closed.outcome()) {
      case Outcome.Built built ->
          include(closed.slot(), built)
              .then(Mono.defer(() -> tell(slot, Kind.INCLUDED, at)))
              .then(dropped);
      case Outcome.Failed _ -> dropped;
      case Outcome.RolledBack _ ->
          dropped.then(Mono.defer(() -> takeBack(closed.slot(), closed.ledger().number(), at)));
    };
  }

  private Mono<Void> include(Slot slot, Outcome.Built built) {
    var blocks = List.copyOf(built.blocks().entrySet());
    return Statements.forEach(
            database,
            INCLUDE,
            blocks,
            (statement, block) ->
                statement
                    .bind(0, block.getKey().value())
                    .bind(1, slot.value())
                    .bind(2, block.getValue().number().value())
                    .bind(3, buffer(block.getValue().hash())))
        .then();
  }

  private Mono<Void> takeBack(Slot in, SuperblockNumber lastValid, Instant at) {
    return changed(database.sql(ROLL_BACK).bind(0, in.value()).bind(1, lastValid.value()))
        .flatMap(slots -> tell(slots, Kind.ROLLED_BACK, at));
  }

  private static Mono<List<Slot>> changed(GenericExecuteSpec statement) {
    return statement.mapValue(Long.class).all().map(Slot::new).collectList();
  }

  private Mono<Void> tell(List<Slot> slots, Kind kind, Instant at) {
    if (slots.isEmpty()) return Mono.empty();
    return events
        .turn()
        .then(Mono.defer(() -> standing.of(slots, at)))
        .map(all -> all.stream().filter(news -> news.kind() == kind).toList())
        .flatMap(events::append);
  }

  private static Closing closing(Readable row) {
    var leader =
        new Leader(new Term(number(row, "leader_term")), required(row, "leader", String.class));
    return new Closing(
        StoredMessage.read(row, SlotClosed.class),
        new SlotPlace(number(row, "next_offset"), Optional.of(leader), number(row, "l1_block")));
  }
}
