package network.superblock.xtqueue.postgres;

import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.xtqueue.XtQueueProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** What is kept in Postgres. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

  @Bean
  QueueTransactions queueTransactions(DatabaseClient database, TransactionalOperator transactions) {
    return new QueueTransactions(database, transactions);
  }

  @Bean
  XtLifecycle xtLifecycle(XtQueueProperties queue) {
    return new XtLifecycle(queue.queueRules());
  }

  @Bean
  AdmissionStore admissionStore(QueueTransactions transactions, XtQueueProperties queue) {
    return new AdmissionStore(transactions, queue.admissionRules());
  }

  @Bean
  QueueStore queueStore(QueueTransactions transactions, XtLifecycle lifecycle, JsonMapper json) {
    return new QueueStore(transactions, lifecycle, json);
  }

  @Bean
  FoldStore foldStore(QueueTransactions transactions, XtLifecycle lifecycle, JsonMapper json) {
    return new FoldStore(transactions, lifecycle, json);
  }

  @Bean
  OfferStore offerStore(QueueTransactions transactions, XtQueueProperties queue) {
    return new OfferStore(transactions, queue.offerRules().maxPerChain());
  }

  @Bean
  XtReader xtReader(DatabaseClient database, JsonMapper json) {
    return new XtReader(database, json);
  }
}
