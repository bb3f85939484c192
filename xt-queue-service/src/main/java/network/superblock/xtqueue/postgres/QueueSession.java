package network.superblock.xtqueue.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import network.superblock.runtime.lifecycle.UnavailableException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection of a replica's own, for what Postgres ties to a session: the lock that the leading
 * replica holds, and the news that other replicas wrote something. When a replica falls silent the
 * server ends its session, and so its lead. Confined to one thread.
 */
public final class QueueSession implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  // Longer than a replica is ever silent while all is well.
  private static final String SILENCE = "10s";

  private final PostgresqlConnection connection;
  private final Disposable subscription;

  private QueueSession(PostgresqlConnection connection, Disposable subscription) {
    this.connection = connection;
    this.subscription = subscription;
  }

  /**
   * Opens a session.
   *
   * @param news is told when something happened to an xT; on a thread of the connection's own
   * @throws UnavailableException if Postgres does not answer
   */
  public static QueueSession open(ConnectionFactory connections, Runnable news) {
    var unpooled = connections instanceof ConnectionPool pool ? pool.unwrap() : connections;
    try {
      var connection = (PostgresqlConnection) require(Mono.from(unpooled.create()));
      var subscription = connection.getNotifications().subscribe(_ -> news.run(), _ -> {});
      var session = new QueueSession(connection, subscription);
      try {
        session.run("SET idle_session_timeout = '" + SILENCE + "'");
        var channel = session.ask("SELECT current_schema() || '_news'", String.class);
        session.run("LISTEN \"" + channel + "\"");
        return session;
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (RuntimeException e) {
      throw new UnavailableException("Postgres gives no session", e);
    }
  }

  /**
   * Takes the lead unless another replica has it; kept until the session ends.
   *
   * @throws UnavailableException if the session has ended
   */
  public boolean tryLead() {
    return asking("SELECT pg_try_advisory_lock(hashtextextended(current_schema(), 0))");
  }

  /**
   * Shows that this replica lives.
   *
   * @throws UnavailableException if the session has ended
   */
  public void ping() {
    var _ = asking("SELECT true");
  }

  @Override
  public void close() {
    subscription.dispose();
    var _ = Mono.from(connection.close()).timeout(PATIENCE).onErrorComplete().subscribe();
  }

  private boolean asking(String question) {
    try {
      return ask(question, Boolean.class);
    } catch (RuntimeException e) {
      throw new UnavailableException("the session has ended", e);
    }
  }

  private <T> T ask(String sql, Class<T> type) {
    return require(
        Flux.from(connection.createStatement(sql).execute())
            .flatMap(result -> result.map(row -> row.get(0, type)))
            .next());
  }

  private void run(String sql) {
    var _ =
        Flux.from(connection.createStatement(sql).execute())
            .flatMap(result -> result.getRowsUpdated())
            .then(Mono.just(true))
            .timeout(PATIENCE)
            .block();
  }

  private static <T> T require(Mono<T> answer) {
    return answer.timeout(PATIENCE).blockOptional().orElseThrow();
  }
}
