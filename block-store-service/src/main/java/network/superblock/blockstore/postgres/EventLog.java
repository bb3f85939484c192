package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.Statements.buffer;

import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import network.superblock.blockstore.BlockNews;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Adds events, all replicas taking turns: from {@link #turn} to the end of the transaction nobody
 * else adds any, so ids become visible in their order.
 */
final class EventLog {

  private static final String INSERT =
      """
      INSERT INTO block_event
             (id, at, kind, chain_id, slot, number, hash, superblock, reason, detail)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  private final DatabaseClient database;

  EventLog(DatabaseClient database) {
    this.database = database;
  }

  /** Waits for its turn. What is read in the transaction afterwards is what others left. */
  Mono<Void> turn() {
    return database.sql("SELECT last FROM event_clock FOR UPDATE").then();
  }

  /** Adds events in this order. To be called after {@link #turn}. */
  Mono<Void> append(List<BlockNews> news) {
    if (news.isEmpty()) return Mono.empty();
    return database
        .sql("UPDATE event_clock SET last = last + :count RETURNING last")
        .bind("count", news.size())
        .mapValue(Long.class)
        .one()
        .flatMap(last -> insert(last - news.size() + 1, news));
  }

  private Mono<Void> insert(long first, List<BlockNews> news) {
    var numbered = new ArrayList<Numbered>(news.size());
    for (var i = 0; i < news.size(); i++) numbered.add(new Numbered(first + i, news.get(i)));
    return Statements.forEach(database, INSERT, numbered, EventLog::bind).then();
  }

  private record Numbered(long id, BlockNews news) {}

  private static void bind(Statement statement, Numbered event) {
    var news = event.news();
    statement
        .bind(0, event.id())
        .bind(1, news.at())
        .bind(2, news.kind().name())
        .bind(3, news.chainId().value())
        .bind(4, news.slot().value())
        .bind(5, news.number().value())
        .bind(6, buffer(news.hash()));
    var superblock = news.superblock();
    bind(statement, 7, superblock == null ? null : superblock.value(), Long.class);
    bind(statement, 8, news.reason(), String.class);
    bind(statement, 9, news.detail(), String.class);
  }

  private static <T> void bind(Statement statement, int index, @Nullable T value, Class<T> type) {
    if (value == null) statement.bindNull(index, type);
    else statement.bind(index, value);
  }
}
