package network.superblock.blockstore.postgres;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What the statements of this package have in common. */
final class Statements {

  private Statements() {}

  /** Executes the statement for each item, in order; how many rows each of them changed. */
  static <T> Flux<Long> forEach(
      DatabaseClient database, String sql, List<T> items, BiConsumer<Statement, T> bind) {
    if (items.isEmpty()) return Flux.empty();
    return database.inConnectionMany(connection -> {
      var statement = connection.createStatement(sql);
      bind.accept(statement, items.getFirst());
      for (var item : items.subList(1, items.size())) bind.accept(statement.add(), item);
      return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated);
    });
  }

  static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  static long number(Readable row, String column) {
    return required(row, column, Long.class);
  }

  static Hash32 hash(Readable row, String column) {
    return new Hash32(bytes(row, column));
  }

  static Bytes bytes(Readable row, String column) {
    return Bytes.of(required(row, column, byte[].class));
  }

  static ByteBuffer buffer(Hash32 hash) {
    return buffer(hash.bytes());
  }

  static ByteBuffer buffer(Bytes bytes) {
    return ByteBuffer.wrap(bytes.toArray());
  }
}
