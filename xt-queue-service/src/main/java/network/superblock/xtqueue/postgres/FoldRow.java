package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.xtqueue.fold.DeposedException;
import network.superblock.xtqueue.fold.Epoch;
import network.superblock.xtqueue.fold.Position;
import network.superblock.xtqueue.fold.SlotStanding;
import network.superblock.xtqueue.fold.Takeover;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The one row that says how far the log was folded. Written inside the writers' transactions. */
final class FoldRow {

  // No replica has this name.
  private static final String NOBODY = "";

  private final DatabaseClient database;

  FoldRow(DatabaseClient database) {
    this.database = database;
  }

  /** Begins a new epoch. */
  Mono<Takeover> takeOver() {
    return database.sql("UPDATE fold SET epoch = epoch + 1 RETURNING *").map(FoldRow::read).one();
  }

  /** The row; fails with a {@link DeposedException} when it is of another epoch. */
  Mono<Takeover> of(Epoch epoch) {
    return database
        .sql("SELECT * FROM fold FOR UPDATE")
        .map(FoldRow::read)
        .one()
        .doOnNext(row -> {
          if (!row.epoch().equals(epoch)) throw new DeposedException(epoch);
        });
  }

  Mono<Void> save(Position position, SlotStanding standing) {
    var place = position.slot();
    return database
        .sql(
            "UPDATE fold SET next_slot_offset = $1, term = $2, leader = $3, l1_block = $4,"
                + " next_superblock_offset = $5, slot = $6, phase = $7, chains = $8::bigint[],"
                + " suspended = $9::bigint[]")
        .bind(0, place.next())
        .bind(1, place.leader().map(leader -> leader.term().value()).orElse(0L))
        .bind(2, place.leader().map(Leader::replica).orElse(NOBODY))
        .bind(3, place.l1Block())
        .bind(4, position.superblock())
        .bind(5, standing.slot().value())
        .bind(6, standing.phase().name())
        .bind(7, Columns.numbers(standing.chains()))
        .bind(8, Columns.numbers(standing.suspended()))
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static Takeover read(Readable row) {
    return new Takeover(
        new Epoch(Columns.required(row, "epoch", Long.class)),
        new Position(place(row), Columns.required(row, "next_superblock_offset", Long.class)),
        new SlotStanding(
            new Slot(Columns.required(row, "slot", Long.class)),
            SlotStanding.Phase.valueOf(Columns.required(row, "phase", String.class)),
            Columns.chains(row, "chains"),
            Columns.chains(row, "suspended")));
  }

  private static SlotPlace place(Readable row) {
    var replica = Columns.required(row, "leader", String.class);
    var leader = new Leader(new Term(Columns.required(row, "term", Long.class)), replica);
    return new SlotPlace(
        Columns.required(row, "next_slot_offset", Long.class),
        replica.equals(NOBODY) ? Optional.empty() : Optional.of(leader),
        Columns.required(row, "l1_block", Long.class));
  }
}
