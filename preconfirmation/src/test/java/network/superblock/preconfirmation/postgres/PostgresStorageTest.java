package network.superblock.preconfirmation.postgres;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.preconfirmation.Samples;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.Section6StorageContract;
import network.superblock.protocol.ChainId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The storage in Postgres. Each test has a chain of its own in one DATABASE. */
class PostgresStorageTest extends Section6StorageContract {

  private static final AtomicLong CHAINS = new AtomicLong(1);
  private static final PostgresDatabase DATABASE =
      SharedPostgres.databaseOf(PostgresStorageTest.class);
  private static final ConnectionPool POOL = connect();

  @BeforeAll
  static void migrate() {
    Flyway.configure()
        .dataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password())
        .locations("classpath:migration/preconfirmation")
        .load()
        .migrate();
  }

  @AfterAll
  static void disconnect() {
    POOL.dispose();
  }

  @Override
  protected PreconfirmationStorage open() {
    return open(new ChainId(CHAINS.getAndIncrement()));
  }

  @Test
  void everythingSurvivesARestart() {
    var chain = new ChainId(CHAINS.getAndIncrement());
    var before = open(chain);
    var block = known(chain(1).getFirst());
    before.storeCommitment(block);
    before.storeTxList(txList(1));
    before.setHead(PreconfHead.of(block.preconfirmation()));
    before.close();
    var after = open(chain);
    assertThat(after.commitment(block.hash())).contains(block);
    assertThat(after.txList(txList(1).hash())).contains(txList(1).txList());
    assertThat(after.head()).isEqualTo(PreconfHead.of(block.preconfirmation()));
    assertThat(after.size()).isEqualTo(before.size());
    var rival = known(signed(preconfirmation(1, hash(8)), Samples.KEY));
    assertThat(after.storeCommitment(rival)).isEqualTo(new Keeping.Contradicts(block.signed()));
    assertThat(open().commitment(block.hash())).as("another chain").isEmpty();
  }

  @Test
  void saysThatPostgresIsAway() {
    var nowhere = ConnectionFactories.get("r2dbc:postgresql://postgres@127.0.0.1:1/none");
    assertThatThrownBy(() -> new PostgresStorage(nowhere, new ChainId(1), CACHES))
        .isInstanceOf(SdkException.Storage.class);
  }

  private static PreconfirmationStorage open(ChainId chain) {
    return new PostgresStorage(POOL, chain, CACHES);
  }

  private static ConnectionPool connect() {
    var url = DATABASE.r2dbcUrl().replace("//", "//" + DATABASE.user() + ":postgres@");
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(ConnectionFactories.get(url)).maxSize(4).build());
  }
}
