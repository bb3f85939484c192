package network.superblock.superblock;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import network.superblock.protocol.Hash32;
import network.superblock.runtime.http.News;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.l1.L1Properties;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.settings.NetworkProperties;
import network.superblock.superblock.metrics.PublishingHealth;
import network.superblock.superblock.metrics.SuperblockMetrics;
import network.superblock.superblock.postgres.PostgresAnnouncements;
import network.superblock.superblock.postgres.PostgresPublishedSuperblocks;
import network.superblock.superblock.postgres.PostgresSettlementStore;
import network.superblock.superblock.postgres.PostgresSlotStore;
import network.superblock.superblock.postgres.WriterFence;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class SuperblockServiceConfiguration {

  @Bean
  News superblockNews() {
    return new News();
  }

  @Bean
  PublishingHealth l1SubmissionHealthIndicator() {
    return new PublishingHealth();
  }

  @Bean
  SuperblockWork.Stores superblockStores(
      DatabaseClient database,
      TransactionalOperator transactions,
      InstantSource clock,
      NetworkProperties network,
      L1Properties l1) {
    var genesisHash = Hash32.fromHex(network.genesisHash());
    var fence = new WriterFence(database, transactions);
    var settlement =
        new PostgresSettlementStore(
            database,
            fence,
            clock,
            new PostgresSettlementStore.Origin(genesisHash, l1.deployedAt()));
    return new SuperblockWork.Stores(
        new PostgresSlotStore(database, fence, clock, genesisHash),
        settlement,
        new PostgresPublishedSuperblocks(database, fence, clock, settlement::hashOf),
        new PostgresAnnouncements(database, fence, network.genesisLedger()),
        () -> fence.claim().then(settlement.open()).block());
  }

  @Bean
  SuperblockWork.Settings superblockSettings(
      NetworkProperties network, L1Properties l1, PublishingProperties publishing) {
    // A wrong key or a missing address stops the service at its start.
    var _ = publishing.publisher();
    var _ = l1.settlementAddress();
    return new SuperblockWork.Settings(network, l1, publishing);
  }

  @Bean
  SuperblockWork.Outside superblockOutside(
      TopicClients topics, L1Client l1, News news, ServiceStop serviceStop) {
    return new SuperblockWork.Outside(topics, l1, news, serviceStop);
  }

  @Bean
  SuperblockWork superblockWork(
      SuperblockWork.Settings settings,
      SuperblockWork.Stores stores,
      SuperblockWork.Outside outside,
      PublishingHealth health,
      MeterRegistry meters) {
    var observer = new SuperblockObservers(List.of(health, new SuperblockMetrics(meters)));
    return new SuperblockWork(settings, stores, outside, observer);
  }
}
