package network.superblock.blockstore.postgres;

import network.superblock.blockstore.BlockArchive;
import network.superblock.blockstore.BlockCatalog;
import network.superblock.blockstore.BlockEvents;
import network.superblock.blockstore.SlotArchive;
import network.superblock.wire.Sender;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What is kept in Postgres. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

  @Bean
  BlockArchive blockArchive(
      DatabaseClient database, TransactionalOperator transaction, Sender self) {
    return new PostgresBlocks(database, transaction, self);
  }

  @Bean
  SlotArchive slotArchive(DatabaseClient database, TransactionalOperator transaction, Sender self) {
    return new PostgresSlots(database, transaction, self);
  }

  @Bean
  BlockCatalog blockCatalog(R2dbcEntityTemplate template) {
    return new PostgresCatalog(template);
  }

  @Bean
  BlockEvents blockEvents(DatabaseClient database) {
    return new PostgresEvents(database);
  }
}
