package network.superblock.gateway.postgres;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.Optional;
import network.superblock.gateway.settlement.SettlementPlace;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.runtime.kafka.SlotPlace;
import org.springframework.r2dbc.core.DatabaseClient;

/** Keeps it as one row. */
public final class PostgresSettlementPlace implements SettlementPlace {

  private final DatabaseClient database;

  public PostgresSettlementPlace(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Optional<Place> place() {
    return database
        .sql("SELECT slot_next, term, leader, l1_block, superblock_next FROM settlement_place")
        .map(PostgresSettlementPlace::read)
        .one()
        .blockOptional();
  }

  @Override
  public void passed(Place place) {
    var slots = place.slots();
    // What a reader has passed was written by a leader.
    var leader = slots.leader().orElseThrow();
    database
        .sql(
            "INSERT INTO settlement_place (slot_next, term, leader, l1_block, superblock_next) "
                + "VALUES (:slot, :term, :leader, :l1, :superblock) "
                + "ON CONFLICT (only_one) DO UPDATE SET slot_next = EXCLUDED.slot_next, "
                + "term = EXCLUDED.term, leader = EXCLUDED.leader, "
                + "l1_block = EXCLUDED.l1_block, superblock_next = EXCLUDED.superblock_next")
        .bind("slot", slots.next())
        .bind("term", leader.term().value())
        .bind("leader", leader.replica())
        .bind("l1", slots.l1Block())
        .bind("superblock", place.superblocks())
        .then()
        .block();
  }

  private static Place read(Readable row) {
    var leader = new Leader(new Term(number(row, "term")), text(row));
    var slots =
        new SlotPlace(number(row, "slot_next"), Optional.of(leader), number(row, "l1_block"));
    return new Place(slots, number(row, "superblock_next"));
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  private static String text(Readable row) {
    return Objects.requireNonNull(row.get("leader", String.class));
  }
}
