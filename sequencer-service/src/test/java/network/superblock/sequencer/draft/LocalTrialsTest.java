package network.superblock.sequencer.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.protocol.Slot;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.SequencerEvent.LocalFinding;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.pool.LocalPool;
import network.superblock.sequencer.pool.PoolKeeper;
import network.superblock.sequencer.pool.PoolLimits;
import network.superblock.sequencer.postgres.PostgresLocalTransactions;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.Wei;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** What becomes of a local transaction that the draft cannot take. */
class LocalTrialsTest {

  private static final Slot SLOT = new Slot(2);
  private static final Wei ENOUGH = Wei.of(1_000_000_000_000_000_000L);

  /** What paid for it may be an xT of a void superblock, which runs again later. */
  @Test
  void whatCameBackWaitsUntilItsSenderCanPayAgain() {
    try (TestRollup rollup = TestRollup.start(70_021)) {
      var pool =
          new PoolKeeper(
              new LocalPool(new PoolLimits(10, 10, 10)),
              new PostgresLocalTransactions(DatabaseClient.create(migrated())),
              new TransactionDecoder(rollup.chain()));
      var trials = new LocalTrials(pool);
      SignedTransaction poor =
          rollup.pay(TestRollup.pauper(), TestRollup.bob().address(), Wei.of(1));
      pool.returned(List.of(poor.raw()));
      ExecutedDraft draft = rollup.open(SLOT.value());
      trials.begin();

      assertThat(trials.next(SLOT, draft)).isEmpty();
      assertThat(pool.find(poor.hash())).contains(poor);

      var gift = rollup.pay(TestRollup.bob(), TestRollup.pauper().address(), ENOUGH);
      assertThat(draft.extend(new Local(gift.raw())))
          .isInstanceOfSatisfying(
              Extension.Extended.class,
              richer -> {
                trials.begin();
                assertThat(trials.next(SLOT, richer.draft()))
                    .hasValueSatisfying(offered -> {
                      assertThat(offered.transaction()).isEqualTo(poor.raw());
                      assertThat(offered.finding()).isEqualTo(LocalFinding.FITS);
                    });
              });
    }
  }

  private static ConnectionFactory migrated() {
    var postgres = SharedPostgres.databaseOf(LocalTrialsTest.class);
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .locations("classpath:migration/sequencer-service")
        .load()
        .migrate();
    return ConnectionFactories.get(
        ConnectionFactoryOptions.parse(postgres.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, postgres.user())
            .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
            .build());
  }
}
