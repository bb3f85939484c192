package network.superblock.xtqueue;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.InstantSource;
import java.util.function.Supplier;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.http.News;
import network.superblock.runtime.inbox.Inboxes;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.xtqueue.admission.Examiner;
import network.superblock.xtqueue.postgres.AdmissionStore;
import network.superblock.xtqueue.postgres.FoldStore;
import network.superblock.xtqueue.postgres.OfferStore;
import network.superblock.xtqueue.postgres.QueueStore;
import network.superblock.xtqueue.postgres.XtReader;
import network.superblock.xtqueue.sequencer.SequencerClients;
import network.superblock.xtqueue.simulation.Simulator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/** Puts the replica together. */
@Configuration(proxyBeanMethods = false)
class XtQueueConfiguration {

  @Bean
  QueueMeters queueMeters(MeterRegistry meters, InstantSource clock) {
    return new QueueMeters(meters, clock);
  }

  @Bean
  News xtNews() {
    return new News();
  }

  @Bean
  Examiner examiner(XtQueueProperties queue, Rollups rollups) {
    return new Examiner(queue.admissionRules(), rollups);
  }

  @Bean
  AdmissionDesk admissionDesk(
      AdmissionStore store,
      Inboxes inboxes,
      InstantSource clock,
      AdmissionDesk.Observers observers) {
    return new AdmissionDesk(store, inboxes, clock, observers);
  }

  @Bean
  AdmissionDesk.Observers admissionObservers(QueueMeters meters, XtTracer tracer) {
    return new AdmissionDesk.Observers(meters, tracer);
  }

  @Bean
  XtQueue xtQueue(
      Examiner examiner, XtQueue.Stores stores, AdmissionDesk desk, InstantSource clock) {
    return new XtQueue(examiner, stores, desk, clock);
  }

  @Bean
  XtQueue.Stores xtQueueStores(AdmissionStore admissions, QueueStore queue) {
    return new XtQueue.Stores(admissions, queue);
  }

  @Bean
  SequencerClients sequencerClients(
      SequencerEndpoints endpoints,
      WebClient.Builder http,
      JsonMapper json,
      CallGuard.Registries guards) {
    return new SequencerClients(endpoints, http, json, guards);
  }

  @Bean
  Simulator simulator(Examiner examiner, SequencerClients sequencers) {
    return new Simulator(examiner, sequencers);
  }

  @Bean
  Housekeeping housekeeping(XtQueueProperties queue, QueueStore store, QueueMeters meters) {
    return new Housekeeping(store, queue.retention(), queue.abortMemory(), meters);
  }

  @Bean
  Leading.Stores leadingStores(FoldStore fold, OfferStore offers) {
    return new Leading.Stores(fold, offers);
  }

  @Bean
  Leading.Topics leadingTopics(NetworkLog log, OfferTopic offers) {
    return new Leading.Topics(log, offers);
  }

  @Bean
  Leading.OfferSettings offerSettings(SlotSchedule schedule, XtQueueProperties queue) {
    return new Leading.OfferSettings(schedule, queue.offerRules());
  }

  @Bean
  QueueDriver.Surroundings surroundings(InstantSource clock, QueueMeters meters) {
    return new QueueDriver.Surroundings(clock, meters);
  }

  @Bean
  Supplier<Leading> leads(
      Leading.Stores stores,
      Leading.Topics topics,
      Leading.OfferSettings offers,
      Housekeeping housekeeping,
      QueueDriver.Surroundings surroundings) {
    var means = new Leading.Means(stores, topics, offers, housekeeping, surroundings);
    return () -> new Leading(means);
  }

  @Bean
  QueueReplica.Observers replicaObservers(
      News news, XtReader reader, QueueMeters meters, ServiceStop serviceStop) {
    return new QueueReplica.Observers(news, reader, meters, serviceStop);
  }

  @Bean
  QueueReplica queueReplica(
      ConnectionFactory connections, Supplier<Leading> leads, QueueReplica.Observers observers) {
    return new QueueReplica(connections, leads, observers);
  }
}
