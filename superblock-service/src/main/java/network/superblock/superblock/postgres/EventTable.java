package network.superblock.superblock.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.EventType;
import network.superblock.superblock.publishing.Inclusion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Writes the table of everything that happened. */
final class EventTable {

  private final DatabaseClient database;

  EventTable(DatabaseClient database) {
    this.database = database;
  }

  /** Something happened here to a superblock that is in its table. */
  Mono<Void> ofSuperblock(EventType type, Slot slot, Instant at) {
    return ofSuperblock(type, slot, Optional.empty(), Optional.empty(), at);
  }

  /**
   * Something happened on L1 to a superblock that is in its table.
   *
   * @param transaction where there is one in no block
   */
  Mono<Void> ofSuperblock(
      EventType type,
      Slot slot,
      Optional<Hash32> transaction,
      Optional<Inclusion> where,
      Instant at) {
    var insert =
        database
            .sql(
                """
                INSERT INTO superblock_event
                  (type, number, hash, slot, l1_transaction, l1_block_number, l1_block_hash,
                   reason, at)
                SELECT :type, number, hash, slot, :transaction, :block, :blockHash,
                  coalesce(fault, refusal), :at
                FROM superblock WHERE slot = :slot
                """)
            .bind("type", type.typeName())
            .bind("slot", slot.value())
            .bind("at", at.atOffset(ZoneOffset.UTC));
    insert = bytes(insert, "transaction", transaction.or(() -> where.map(Inclusion::transaction)));
    insert = bytes(insert, "blockHash", where.map(w -> w.block().hash()));
    return number(insert, "block", where.map(w -> w.block().number())).then();
  }

  /** The contract rolled back, or did not after all. */
  Mono<Void> ofRollBack(EventType type, long ordinal, Instant at) {
    return database
        .sql("INSERT INTO superblock_event (type, roll_back, at) VALUES (:type, :ordinal, :at)")
        .bind("type", type.typeName())
        .bind("ordinal", ordinal)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .then();
  }

  /** A rollback is final; the superblock is the last one that remains. */
  Mono<Void> ofFinalRollBack(
      long ordinal, SuperblockNumber lastValid, Hash32 lastValidHash, Instant at) {
    return database
        .sql(
            """
            INSERT INTO superblock_event (type, roll_back, number, hash, at)
            VALUES (:type, :ordinal, :number, :hash, :at)
            """)
        .bind("type", EventType.ROLL_BACK_FINALIZED.typeName())
        .bind("ordinal", ordinal)
        .bind("number", lastValid.value())
        .bind("hash", lastValidHash.toArray())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .then();
  }

  /** Makes everything void that was built above a superblock before a rollback. */
  Mono<Void> rollBack(long rollBacks, SuperblockNumber lastValid, Instant at) {
    return database
        .sql(
            """
            WITH void AS (
              UPDATE superblock SET status = 'ROLLED_BACK'
              WHERE roll_backs < :rollBacks AND number > :lastValid AND status <> 'ROLLED_BACK'
              RETURNING number, hash, slot)
            INSERT INTO superblock_event (type, number, hash, slot, roll_back, at)
            SELECT :type, number, hash, slot, :rollBacks, :at FROM void ORDER BY slot
            """)
        .bind("type", EventType.ROLLED_BACK.typeName())
        .bind("rollBacks", rollBacks)
        .bind("lastValid", lastValid.value())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .then();
  }

  private static GenericExecuteSpec bytes(
      GenericExecuteSpec statement, String name, Optional<Hash32> value) {
    return value.isPresent()
        ? statement.bind(name, value.get().toArray())
        : statement.bindNull(name, byte[].class);
  }

  private static GenericExecuteSpec number(
      GenericExecuteSpec statement, String name, Optional<Long> value) {
    return value.isPresent()
        ? statement.bind(name, value.get())
        : statement.bindNull(name, Long.class);
  }
}
