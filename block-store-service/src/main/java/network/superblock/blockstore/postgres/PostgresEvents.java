package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.Statements.number;
import static network.superblock.blockstore.postgres.Statements.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import network.superblock.blockstore.BlockEvents;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.runtime.http.EventHistory;
import network.superblock.runtime.http.ProblemType;
import network.superblock.runtime.http.StreamEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The events in Postgres, in the order of {@link EventLog}. */
final class PostgresEvents implements BlockEvents {

  private static final String ALL = "SELECT * FROM block_event WHERE id > $1 ORDER BY id LIMIT $2";
  private static final String OF_CHAIN =
      "SELECT * FROM block_event WHERE id > $1 AND chain_id = $3 ORDER BY id LIMIT $2";

  private final DatabaseClient database;

  PostgresEvents(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public EventHistory<BlockNews> all() {
    return (id, limit) -> after(id, database.sql(ALL).bind(0, id).bind(1, limit));
  }

  @Override
  public EventHistory<BlockNews> of(ChainId chain) {
    return (id, limit) ->
        after(id, database.sql(OF_CHAIN).bind(0, id).bind(1, limit).bind(2, chain.value()));
  }

  @Override
  public Mono<Long> lastId() {
    return clock("SELECT last FROM event_clock");
  }

  private Flux<StreamEvent<BlockNews>> after(long id, GenericExecuteSpec query) {
    // Read first and checked afterwards: what is pruned in between is noticed.
    return query
        .map(PostgresEvents::read)
        .all()
        .collectList()
        .flatMapMany(events -> requireKept(id).thenMany(Flux.fromIterable(events)));
  }

  private Mono<Void> requireKept(long id) {
    // 0 asks for the first that there are.
    if (id == 0) return Mono.empty();
    return clock("SELECT pruned FROM event_clock")
        .filter(pruned -> id < pruned)
        .flatMap(pruned ->
            Mono.error(
                ProblemType.EVENTS_GONE.exception(
                    "Events up to " + pruned + " are not kept; connect without Last-Event-ID")));
  }

  private Mono<Long> clock(String query) {
    return database.sql(query).mapValue(Long.class).one();
  }

  private static StreamEvent<BlockNews> read(Readable row) {
    var kind = required(row, "kind", String.class);
    var superblock = row.get("superblock", Long.class);
    var news =
        new BlockNews(
            Kind.valueOf(kind),
            required(row, "at", Instant.class),
            new ChainId(number(row, "chain_id")),
            new Slot(number(row, "slot")),
            new BlockNumber(number(row, "number")),
            Statements.hash(row, "hash"),
            superblock == null ? null : new SuperblockNumber(superblock),
            row.get("reason", String.class),
            row.get("detail", String.class));
    return new StreamEvent<>(number(row, "id"), kind, news);
  }
}
