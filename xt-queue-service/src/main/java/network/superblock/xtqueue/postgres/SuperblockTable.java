package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.xtqueue.fold.Reach;
import network.superblock.xtqueue.fold.SuperblockEntry;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of superblocks. */
final class SuperblockTable {

  // A stored status is nobody's message any more; the wire's form needs some sender.
  private static final Sender STORE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "store");

  private final DatabaseClient database;

  SuperblockTable(DatabaseClient database) {
    this.database = database;
  }

  Flux<SuperblockEntry> within(Reach reach) {
    if (reach.superblocks().isEmpty() && reach.lastValid().isEmpty()) return Flux.empty();
    return database
        .sql(
            "SELECT hash, number, CASE WHEN built THEN coalesce(built_at, seen_at) END AS built_at,"
                + " on_l1 FROM superblock WHERE hash IN"
                + EntryTable.IDS
                + "OR (built AND number > $2)")
        .bind(0, Columns.hexOfHashes(reach.superblocks()))
        .bind(1, reach.lastValid().map(SuperblockNumber::value).orElse(Long.MAX_VALUE))
        .map(SuperblockTable::read)
        .all();
  }

  Mono<Void> save(List<SuperblockEntry> superblocks, Instant now) {
    return Flux.fromIterable(superblocks).concatMap(each -> save(each, now)).then();
  }

  private Mono<Long> save(SuperblockEntry superblock, Instant now) {
    var insert =
        database
            .sql(
                "INSERT INTO superblock (hash, number, built, on_l1, seen_at, built_at)"
                    + " VALUES ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz)"
                    + " ON CONFLICT (hash) DO UPDATE SET built = excluded.built,"
                    + " built_at = excluded.built_at, on_l1 = excluded.on_l1")
            .bind(0, superblock.hash().toArray())
            .bind(1, superblock.number().value())
            .bind(2, superblock.built())
            .bind(4, now.toString());
    var built =
        superblock
            .builtAt()
            .map(at -> insert.bind(5, at.toString()))
            .orElseGet(() -> insert.bindNull(5, String.class));
    return superblock
        .onL1()
        .map(status -> built.bind(3, MessageCodec.encode(STORE, status).toArray()))
        .orElseGet(() -> built.bindNull(3, byte[].class))
        .fetch()
        .rowsUpdated();
  }

  private static SuperblockEntry read(Readable row) {
    return new SuperblockEntry(
        new Hash32(Columns.bytes(row, "hash")),
        new SuperblockNumber(Columns.required(row, "number", Long.class)),
        Optional.ofNullable(row.get("built_at", Instant.class)),
        Optional.ofNullable(Columns.bytesOrNull(row, "on_l1")).map(SuperblockTable::status));
  }

  private static SuperblockStatus status(Bytes stored) {
    if (MessageCodec.decode(stored) instanceof Decoding.Decoded decoded
        && decoded.message() instanceof SuperblockStatus status) return status;
    throw new IllegalStateException("the superblock table holds what was never put there");
  }
}
