package network.superblock.superblock.postgres;

import static java.time.ZoneOffset.UTC;
import static network.superblock.superblock.postgres.Columns.hash;
import static network.superblock.superblock.postgres.Columns.number;

import io.r2dbc.spi.Readable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.superblock.SettlementStore.StoredAttempt;
import network.superblock.superblock.l1.SignedTransaction;
import network.superblock.superblock.publishing.GasFee;
import network.superblock.superblock.publishing.Nonce;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads and writes the publisher's L1 transactions. */
final class AttemptTable {

  private static final String COLUMNS =
      "nonce, ordinal, superblock, transaction, raw, max_fee, priority_fee, gas_limit,"
          + " prepared_at_block, sent_at";

  private final DatabaseClient database;
  private final InstantSource clock;

  AttemptTable(DatabaseClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Mono<List<StoredAttempt>> from(Nonce first) {
    return database
        .sql(
            "SELECT DISTINCT ON (nonce) "
                + COLUMNS
                + " FROM publish_attempt WHERE nonce >= :first ORDER BY nonce, ordinal DESC")
        .bind("first", first.value())
        .map(AttemptTable::attempt)
        .all()
        .collectList();
  }

  Mono<Optional<StoredAttempt>> of(Hash32 transaction) {
    return database
        .sql("SELECT " + COLUMNS + " FROM publish_attempt WHERE transaction = :transaction")
        .bind("transaction", transaction.toArray())
        .map(AttemptTable::attempt)
        .first()
        .singleOptional();
  }

  Mono<Void> insert(StoredAttempt attempt) {
    return database
        .sql(
            """
            INSERT INTO publish_attempt
              (nonce, ordinal, superblock, transaction, raw, max_fee, priority_fee, gas_limit,
               prepared_at_block, prepared_at)
            VALUES (:nonce, :ordinal, :superblock, :transaction, :raw, :maxFee, :priorityFee,
              :gasLimit, :block, :now)
            """)
        .bind("nonce", attempt.nonce().value())
        .bind("ordinal", attempt.ordinal())
        .bind("superblock", attempt.superblock().toArray())
        .bind("transaction", attempt.transaction().hash().toArray())
        .bind("raw", attempt.transaction().raw().toArray())
        .bind("maxFee", attempt.fee().max())
        .bind("priorityFee", attempt.fee().priority())
        .bind("gasLimit", attempt.gasLimit())
        .bind("block", attempt.preparedAt())
        .bind("now", clock.instant().atOffset(UTC))
        .then();
  }

  /** Whether this was not recorded before. */
  Mono<Boolean> recordSent(StoredAttempt attempt) {
    return database
        .sql(
            """
            UPDATE publish_attempt SET sent_at = :now
            WHERE nonce = :nonce AND ordinal = :ordinal AND sent_at IS NULL
            """)
        .bind("now", clock.instant().atOffset(UTC))
        .bind("nonce", attempt.nonce().value())
        .bind("ordinal", attempt.ordinal())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  private static StoredAttempt attempt(Readable row) {
    return new StoredAttempt(
        new Nonce(number(row, "nonce")),
        Columns.count(row, "ordinal"),
        hash(row, "superblock"),
        new SignedTransaction(hash(row, "transaction"), Bytes.of(Columns.bytes(row, "raw"))),
        new GasFee(number(row, "max_fee"), number(row, "priority_fee")),
        number(row, "gas_limit"),
        number(row, "prepared_at_block"),
        row.get("sent_at") != null);
  }
}
