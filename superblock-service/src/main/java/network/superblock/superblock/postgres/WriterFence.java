package network.superblock.superblock.postgres;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets one process write at a time: the one that started last. Two of them would send from one L1
 * account. The lock also puts all writes into one order, so that a reader who has seen an event has
 * seen every one before it.
 */
public final class WriterFence {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseClient database;
  private final TransactionalOperator transactions;
  private volatile long epoch;

  public WriterFence(DatabaseClient database, TransactionalOperator transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** Takes over from whoever wrote before. */
  public Mono<Void> claim() {
    return database
        .sql("UPDATE writer SET epoch = epoch + 1 RETURNING epoch")
        .map(row -> Columns.number(row, "epoch"))
        .one()
        .timeout(PATIENCE)
        .doOnNext(claimed -> epoch = claimed)
        .then();
  }

  /**
   * Does {@code work} in one transaction.
   *
   * @return fails with a {@link SupersededException} if another process has taken over
   */
  <T> Mono<T> write(Mono<T> work) {
    return database
        .sql("SELECT epoch FROM writer FOR UPDATE")
        .map(row -> Columns.number(row, "epoch"))
        .one()
        .flatMap(current ->
            current == epoch ? work : Mono.error(new SupersededException(epoch, current)))
        .as(transactions::transactional)
        .timeout(PATIENCE);
  }
}
