package network.superblock.blockstore.postgres;

import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Forgets what has been final for long enough. */
final class Pruning {

  private static final String HORIZON =
      """
      SELECT max(slot) FROM closed_slot WHERE finalized_at <= $1 AND rolled_back_in IS NULL
      """;
  // A later block of the chain that counts: this one is no head.
  private static final String SUPERSEDED =
      """
      EXISTS (SELECT 1
                FROM superblock_block later
                JOIN closed_slot c ON c.slot = later.slot
               WHERE later.chain_id = old.chain_id AND later.slot > old.slot
                 AND c.rolled_back_in IS NULL)
      """;
  private static final String NOT_INCLUDED =
      """
      NOT EXISTS (SELECT 1
                    FROM superblock_block i
                    JOIN closed_slot c ON c.slot = i.slot
                   WHERE i.chain_id = old.chain_id AND i.slot = old.slot AND i.hash = old.hash
                     AND c.rolled_back_in IS NULL)
      """;
  private static final String BLOCKS =
      "DELETE FROM block old WHERE slot <= $1 AND (" + SUPERSEDED + " OR " + NOT_INCLUDED + ")";
  private static final String VERDICTS =
      "DELETE FROM verdict old WHERE slot <= $1 AND (" + SUPERSEDED + " OR " + NOT_INCLUDED + ")";
  private static final String INCLUSIONS =
      "DELETE FROM superblock_block old WHERE slot <= $1 AND ("
          + SUPERSEDED
          + " OR "
          + NOT_INCLUDED
          + ")";
  private static final String CLOSINGS =
      """
      DELETE FROM closed_slot old
       WHERE slot <= $1 AND slot < (SELECT max(slot) FROM closed_slot)
         AND NOT EXISTS (SELECT 1 FROM superblock_block i WHERE i.slot = old.slot)
      """;
  private static final String EVENTS =
      """
      WITH horizon AS (SELECT max(id) AS id FROM block_event WHERE at <= $1),
           gone AS (DELETE FROM block_event USING horizon WHERE block_event.id <= horizon.id)
      UPDATE event_clock SET pruned = horizon.id FROM horizon WHERE horizon.id > pruned
      """;

  private final DatabaseClient database;

  Pruning(DatabaseClient database) {
    this.database = database;
  }

  /** How many blocks were forgotten; in a transaction. */
  Mono<Long> prune(Instant finalBefore) {
    return database
        .sql(HORIZON)
        .bind(0, finalBefore)
        .map(row -> Optional.ofNullable(row.get(0, Long.class)))
        .one()
        .flatMap(horizon -> horizon.map(slot -> prune(slot, finalBefore)).orElse(Mono.just(0L)));
  }

  private Mono<Long> prune(long horizon, Instant finalBefore) {
    return delete(BLOCKS, horizon)
        .flatMap(blocks ->
            delete(VERDICTS, horizon)
                .then(Mono.defer(() -> delete(INCLUSIONS, horizon)))
                .then(Mono.defer(() -> delete(CLOSINGS, horizon)))
                .then(Mono.defer(() -> database.sql(EVENTS).bind(0, finalBefore).then()))
                .thenReturn(blocks));
  }

  private Mono<Long> delete(String sql, long horizon) {
    return database.sql(sql).bind(0, horizon).fetch().rowsUpdated();
  }
}
