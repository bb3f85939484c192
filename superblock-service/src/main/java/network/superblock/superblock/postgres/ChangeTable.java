package network.superblock.superblock.postgres;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.superblock.EventType;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Followed;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RollBackReorgedOut;
import network.superblock.superblock.publishing.Change.RollBackSeen;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.Inclusion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Writes one change of L1 and the event that tells of it. */
final class ChangeTable {

  private static final String OF_SUPERBLOCK =
      " WHERE hash = :hash AND status NOT IN ('ROLLED_BACK', 'REFUSED') RETURNING slot, closed_at";

  private final DatabaseClient database;
  private final InstantSource clock;
  private final EventTable events;

  private record Changed(Slot slot, Instant closedAt) {}

  ChangeTable(DatabaseClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.events = new EventTable(database);
  }

  Mono<Applied> apply(Change change) {
    return switch (change) {
      case RollBackSeen(var ordinal) ->
          hold(ordinal)
              .then(events.ofRollBack(EventType.ROLL_BACK_SEEN, ordinal, now()))
              .thenReturn(applied(change));
      case RollBackReorgedOut(var ordinal) ->
          release(ordinal)
              .then(events.ofRollBack(EventType.ROLL_BACK_REORGED_OUT, ordinal, now()))
              .thenReturn(applied(change));
      case RolledBack rollBack -> rollBack(rollBack).thenReturn(applied(change));
      case Included(_, var hash, var where) ->
          place("INCLUDED", "included_at", hash, where)
              .flatMap(row -> tell(EventType.INCLUDED, row, Optional.of(where), change));
      case Finalized(_, var hash, var where) ->
          place("FINALIZED", "finalized_at", hash, where)
              .flatMap(row -> tell(EventType.FINALIZED, row, Optional.of(where), change));
      case Reorged(_, var hash) ->
          displace(hash).flatMap(row -> tell(EventType.REORGED, row, Optional.empty(), change));
      case Followed(var block) ->
          database
              .sql("UPDATE settlement SET followed = :block")
              .bind("block", block)
              .then()
              .thenReturn(applied(change));
    };
  }

  /** A transaction of the superblock was sent. */
  Mono<Void> published(Hash32 superblock, Hash32 transaction) {
    return changed(
            database
                .sql(
                    "UPDATE superblock SET l1_transaction = CASE WHEN status = 'INCLUDED'"
                        + " OR status = 'FINALIZED' THEN l1_transaction ELSE :transaction END,"
                        + " status = CASE WHEN status = 'QUEUED' THEN 'SENT' ELSE status END"
                        + OF_SUPERBLOCK)
                .bind("transaction", transaction.toArray())
                .bind("hash", superblock.toArray()))
        .flatMap(row ->
            events.ofSuperblock(
                EventType.PUBLISHED,
                row.slot(),
                Optional.of(transaction),
                Optional.empty(),
                now()));
  }

  private Mono<Changed> place(String status, String at, Hash32 hash, Inclusion where) {
    return changed(
        database
            .sql(
                "UPDATE superblock SET status = :status, unverified = true,"
                    + " l1_transaction = :transaction,"
                    + " l1_block_number = :block, l1_block_hash = :blockHash, "
                    + (at + " = :now")
                    + OF_SUPERBLOCK)
            .bind("status", status)
            .bind("transaction", where.transaction().toArray())
            .bind("block", where.block().number())
            .bind("blockHash", where.block().hash().toArray())
            .bind("now", now().atOffset(UTC))
            .bind("hash", hash.toArray()));
  }

  private Mono<Changed> displace(Hash32 hash) {
    return changed(
        database
            .sql(
                "UPDATE superblock SET status = 'SENT', unverified = false, l1_block_number = NULL,"
                    + " l1_block_hash = NULL, included_at = NULL"
                    + OF_SUPERBLOCK)
            .bind("hash", hash.toArray()));
  }

  private Mono<Changed> changed(GenericExecuteSpec update) {
    return update.map(row -> new Changed(Columns.slot(row), Columns.time(row, "closed_at"))).one();
  }

  private Mono<Applied> tell(
      EventType type, Changed row, Optional<Inclusion> where, Change change) {
    var since = Duration.between(row.closedAt(), now());
    return events
        .ofSuperblock(type, row.slot(), Optional.empty(), where, now())
        .thenReturn(new Applied(change, since.isNegative() ? Duration.ZERO : since));
  }

  private Mono<Void> rollBack(RolledBack rollBack) {
    return database
        .sql(
            """
            INSERT INTO roll_back
              (ordinal, last_valid, last_valid_hash, l1_block_number, l1_block_hash, applied_at)
            VALUES (:ordinal, :lastValid, :hash, :block, :blockHash, :now)
            """)
        .bind("ordinal", rollBack.ordinal())
        .bind("lastValid", rollBack.lastValid().value())
        .bind("hash", rollBack.lastValidHash().toArray())
        .bind("block", rollBack.block().number())
        .bind("blockHash", rollBack.block().hash().toArray())
        .bind("now", now().atOffset(UTC))
        .then()
        .then(
            database
                .sql("UPDATE settlement SET roll_backs = :ordinal")
                .bind("ordinal", rollBack.ordinal())
                .then())
        .then(release(rollBack.ordinal()))
        .then(
            events.ofFinalRollBack(
                rollBack.ordinal(), rollBack.lastValid(), rollBack.lastValidHash(), now()))
        .then(events.rollBack(rollBack.ordinal(), rollBack.lastValid(), now()));
  }

  private Mono<Void> hold(long ordinal) {
    return database.sql("UPDATE settlement SET held = :ordinal").bind("ordinal", ordinal).then();
  }

  /** Opens the gate unless another rollback holds it. */
  private Mono<Void> release(long ordinal) {
    return database
        .sql("UPDATE settlement SET held = NULL WHERE held = :ordinal")
        .bind("ordinal", ordinal)
        .then();
  }

  private Instant now() {
    return clock.instant();
  }

  private static Applied applied(Change change) {
    return new Applied(change, Duration.ZERO);
  }
}
