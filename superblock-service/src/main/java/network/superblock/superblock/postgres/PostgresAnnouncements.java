package network.superblock.superblock.postgres;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.protocol.message.SuperblockStatus.Included;
import network.superblock.protocol.message.SuperblockStatus.Published;
import network.superblock.protocol.message.SuperblockStatus.Reorged;
import network.superblock.superblock.Announcements;
import network.superblock.superblock.EventType;
import network.superblock.superblock.publishing.Inclusion;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns stored events into the messages that tell the network of them. */
public final class PostgresAnnouncements implements Announcements {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseClient database;
  private final WriterFence fence;
  private final Ledger genesis;

  public PostgresAnnouncements(DatabaseClient database, WriterFence fence, Ledger genesis) {
    this.database = database;
    this.fence = fence;
    this.genesis = genesis;
  }

  @Override
  public Flux<Announcement> open(int limit) {
    return database
        .sql(
            """
            SELECT e.id, e.type, e.number, e.hash, e.slot, e.l1_transaction, e.l1_block_number,
              e.l1_block_hash, e.roll_back, s.slot_closed
            FROM superblock_event e LEFT JOIN superblock s
              ON e.type = :finalRollBack AND s.hash = e.hash AND s.status <> 'REFUSED'
            WHERE e.id > (SELECT announced FROM settlement) AND e.type NOT IN (:untold)
            ORDER BY e.id LIMIT :limit
            """)
        .bind("finalRollBack", EventType.ROLL_BACK_FINALIZED.typeName())
        .bind("untold", untold())
        .bind("limit", limit)
        .map(row -> new Announcement(Columns.number(row, "id"), message(row)))
        .all()
        .timeout(PATIENCE);
  }

  @Override
  public Mono<Void> announced(long id) {
    return fence.write(
        database
            .sql("UPDATE settlement SET announced = :id WHERE announced < :id")
            .bind("id", id)
            .then());
  }

  // The slot topic has told of them already, or the final rollback does, or people are to act.
  private static List<String> untold() {
    return List.of(
        EventType.QUEUED.typeName(),
        EventType.REFUSED.typeName(),
        EventType.MISMATCHED.typeName(),
        EventType.ROLLED_BACK.typeName());
  }

  private ProtocolMessage message(Readable row) {
    return switch (EventType.named(Columns.text(row, "type"))) {
      case PUBLISHED ->
          new Published(
              Columns.superblock(row),
              Columns.hash(row, "hash"),
              Columns.slot(row),
              Columns.hash(row, "l1_transaction"));
      case INCLUDED ->
          new Included(
              Columns.superblock(row),
              Columns.hash(row, "hash"),
              Columns.slot(row),
              inclusion(row).transaction(),
              block(row));
      case FINALIZED ->
          new Finalized(
              Columns.superblock(row),
              Columns.hash(row, "hash"),
              Columns.slot(row),
              inclusion(row).transaction(),
              block(row));
      case REORGED -> new Reorged(Columns.superblock(row), Columns.hash(row, "hash"));
      case ROLL_BACK_SEEN ->
          new RollBackSeen(Columns.number(row, "roll_back"), Columns.number(row, "id"));
      case ROLL_BACK_REORGED_OUT ->
          new RollBackReorgedOut(Columns.number(row, "roll_back"), Columns.number(row, "id"));
      case ROLL_BACK_FINALIZED ->
          new RollBackFinalized(
              Columns.number(row, "roll_back"), Columns.number(row, "id"), lastValid(row));
      case QUEUED, REFUSED, MISMATCHED, ROLLED_BACK ->
          throw new IllegalStateException("the network is not told of " + row);
    };
  }

  /** Where the network stood after the last superblock that remains. */
  private Ledger lastValid(Readable row) {
    var ledger = ledgerOf(row);
    return new Ledger(
        ledger.number(),
        ledger.hash(),
        ledger.heads(),
        ledger.suspended(),
        Columns.number(row, "roll_back"));
  }

  private Ledger ledgerOf(Readable row) {
    if (Columns.number(row, "number") == 0) return genesis;
    var stored = Objects.requireNonNull(row.get("slot_closed", byte[].class), "slot_closed");
    return StoredSlotClosed.read(stored).ledger();
  }

  private static Inclusion inclusion(Readable row) {
    return Columns.inclusion(row).orElseThrow();
  }

  private static L1BlockRef block(Readable row) {
    return inclusion(row).block();
  }
}
