package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs one statement after the other, each on its own, and waits for it. */
final class Sql {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ConnectionFactory connections;

  Sql(ConnectionFactory connections) {
    this.connections = connections;
  }

  <T> List<T> query(String sql, Function<Readable, T> read, Object... arguments) {
    return run(connection ->
        Flux.from(bound(connection, sql, arguments).execute())
            .flatMap(result -> result.map(read))
            .collectList());
  }

  <T> Optional<T> one(String sql, Function<Readable, T> read, Object... arguments) {
    return query(sql, read, arguments).stream().findFirst();
  }

  /** How many rows it changed. */
  long update(String sql, Object... arguments) {
    return run(connection ->
        Flux.from(bound(connection, sql, arguments).execute())
            .flatMap(result -> result.getRowsUpdated())
            .reduce(0L, Long::sum));
  }

  private <T> T run(Function<Connection, Mono<T>> work) {
    try {
      return Mono.usingWhen(connections.create(), work, Connection::close)
          .timeout(LONGEST)
          .blockOptional()
          .orElseThrow();
    } catch (RuntimeException e) {
      throw new SdkException.Storage("Postgres cannot be used", e);
    }
  }

  private static Statement bound(Connection connection, String sql, Object... arguments) {
    var statement = connection.createStatement(sql);
    for (var i = 0; i < arguments.length; i++) statement.bind(i, plain(arguments[i]));
    return statement;
  }

  private static Object plain(Object argument) {
    return switch (argument) {
      case UInt256 number -> new BigDecimal(number.value());
      case Hash32 hash -> hash.toArray();
      case Address address -> address.toArray();
      default -> argument;
    };
  }

  static UInt256 number(Readable row, String column) {
    return new UInt256(required(row.get(column, BigDecimal.class)).toBigIntegerExact());
  }

  static byte[] bytes(Readable row, String column) {
    return required(row.get(column, byte[].class));
  }

  static Hash32 hash(Readable row, String column) {
    return Hash32.of(bytes(row, column));
  }

  static long count(Readable row, String column) {
    return required(row.get(column, Long.class));
  }

  static <T> T required(@Nullable T value) {
    if (value == null) throw new IllegalStateException("a column that is never null is null");
    return value;
  }
}
