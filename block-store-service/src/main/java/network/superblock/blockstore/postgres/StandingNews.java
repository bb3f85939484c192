package network.superblock.blockstore.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What became of the stored blocks of closed slots. */
final class StandingNews {

  private static final String OF_SLOTS =
      """
      SELECT chain_id, slot, number, hash, superblock, standing
        FROM block_standing
       WHERE slot = ANY ($1) AND standing <> 'ACCEPTED'
       ORDER BY slot, chain_id
      """;

  private final DatabaseClient database;

  StandingNews(DatabaseClient database) {
    this.database = database;
  }

  /** One for each block whose slot, among these, is closed. */
  Mono<List<BlockNews>> of(Collection<Slot> slots, Instant at) {
    var numbers = slots.stream().map(Slot::value).distinct().toArray(Long[]::new);
    return database.sql(OF_SLOTS).bind(0, numbers).map(row -> read(row, at)).all().collectList();
  }

  private static BlockNews read(Readable row, Instant at) {
    var superblock = row.get("superblock", Long.class);
    return new BlockNews(
        Kind.valueOf(Statements.required(row, "standing", String.class)),
        at,
        new ChainId(Statements.number(row, "chain_id")),
        new Slot(Statements.number(row, "slot")),
        new BlockNumber(Statements.number(row, "number")),
        Statements.hash(row, "hash"),
        superblock == null ? null : new SuperblockNumber(superblock),
        null,
        null);
  }
}
