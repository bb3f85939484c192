package network.superblock.blockstore.postgres;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The service's schema in a database of its own, and the archives over it. */
final class TestDatabase {

  private static final Sender SELF = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "a");

  final DatabaseClient client;
  final PostgresBlocks blocks;
  final PostgresSlots slots;
  final PostgresEvents events;

  TestDatabase(PostgresDatabase database, String schema) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas(schema)
        .locations("classpath:migration/block-store-service")
        .load()
        .migrate();
    var connections = connections(database, schema);
    var transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
    this.client = DatabaseClient.create(connections);
    this.blocks = new PostgresBlocks(client, transaction, SELF);
    this.slots = new PostgresSlots(client, transaction, SELF);
    this.events = new PostgresEvents(client);
  }

  private static ConnectionFactory connections(PostgresDatabase database, String schema) {
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host(database.host())
            .port(database.port().number())
            .database(database.name())
            .username(database.user())
            .password(database.password())
            .schema(schema)
            .build());
  }
}
