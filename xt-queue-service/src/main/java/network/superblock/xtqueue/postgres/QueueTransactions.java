package network.superblock.xtqueue.postgres;

import java.time.Duration;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Transactions that write: one at a time, over all replicas. */
final class QueueTransactions {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseClient database;
  private final TransactionalOperator transactions;

  public QueueTransactions(DatabaseClient database, TransactionalOperator transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** The queue's own row, locked. */
  record Gate(int waiting, boolean paused) {}

  DatabaseClient database() {
    return database;
  }

  /** Runs {@code work} alone; what it wrote counts when the result is there. */
  <T> Mono<T> alone(Function<Gate, Mono<T>> work) {
    return lock().flatMap(work).as(transactions::transactional).timeout(PATIENCE);
  }

  private Mono<Gate> lock() {
    return database
        .sql("SELECT waiting, paused_since IS NOT NULL AS paused FROM queue FOR UPDATE")
        .map(row ->
            new Gate(
                Columns.required(row, "waiting", Integer.class),
                Columns.required(row, "paused", Boolean.class)))
        .one();
  }
}
