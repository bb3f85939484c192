package network.superblock.preconfirmation.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.protocol.ChainId;
import org.flywaydb.core.Flyway;

/** A migrated database for one test class. Each test has a chain of its own in it. */
public final class TestDatabase implements AutoCloseable {

  private final AtomicLong chains = new AtomicLong(1);
  private final ConnectionPool pool;

  private TestDatabase(ConnectionPool pool) {
    this.pool = pool;
  }

  public static TestDatabase of(Class<?> test) {
    var database = SharedPostgres.databaseOf(test);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("classpath:migration/preconfirmation")
        .load()
        .migrate();
    var url = database.r2dbcUrl().replace("//", "//" + database.user() + ":postgres@");
    return new TestDatabase(
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(ConnectionFactories.get(url)).maxSize(4).build()));
  }

  public ConnectionPool pool() {
    return pool;
  }

  public ChainId newChain() {
    return new ChainId(chains.getAndIncrement());
  }

  /** Lists whose count is not the number of commitments that name them, with their chain. */
  public List<String> miscountedLists() {
    return new Sql(pool)
        .query(
            """
            SELECT list.chain_id || ' ' || encode(list.hash, 'hex') AS name FROM txlist AS list
            WHERE refs <> (SELECT count(*) FROM commitment AS known
              WHERE known.chain_id = list.chain_id AND known.txlist_hash = list.hash)
            """,
            row -> Sql.required(row.get("name", String.class)));
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
