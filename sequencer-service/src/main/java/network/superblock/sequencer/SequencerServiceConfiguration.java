package network.superblock.sequencer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.DependencyWatch;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.sequencer.anvil.AnvilNode;
import network.superblock.sequencer.board.SequencerBoard;
import network.superblock.sequencer.draft.Coordinator;
import network.superblock.sequencer.metrics.SequencerMetrics;
import network.superblock.sequencer.metrics.SequencerTraces;
import network.superblock.sequencer.pool.LocalPool;
import network.superblock.sequencer.pool.PoolKeeper;
import network.superblock.sequencer.postgres.PostgresLocalTransactions;
import network.superblock.sequencer.postgres.PostgresPromises;
import network.superblock.sequencer.postgres.PostgresSealedBlocks;
import network.superblock.sequencer.postgres.PostgresSequencerJournal;
import network.superblock.wire.Sender;
import network.superblock.wire.transaction.TransactionDecoder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/** Puts the sequencer together. */
@Configuration(proxyBeanMethods = false)
class SequencerServiceConfiguration {

  /** Room for the state of a development node, which is dumped before a rollback. */
  private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(64);

  @Bean
  ChainId chain(Sender sender) {
    if (sender instanceof Sender.Sequencer(var chain)) return chain;
    throw new IllegalArgumentException(
        "superblock.identity.sender must be sequencer/<chain id>, not " + sender.id());
  }

  @Bean
  JsonRpcClient l2Rpc(
      WebClient.Builder http,
      JsonMapper json,
      SequencerProperties sequencer,
      CallGuard.Registries registries) {
    var guard = new CallGuard("l2", sequencer.nodeTimeout(), registries);
    return new JsonRpcClient(http, json, sequencer.node(), LARGEST_ANSWER, guard);
  }

  @Bean
  ExecutionNode executionNode(JsonRpcClient rpc, ChainId chain) {
    return new AnvilNode(rpc, chain);
  }

  @Bean
  Coordinator coordinator(SequencerProperties sequencer, ChainId chain) {
    return new Coordinator(sequencer.coordinator(), chain, sequencer.mailboxAddress());
  }

  @Bean
  DependencyWatch l2HealthIndicator(JsonRpcClient rpc, ChainId chain, Coordinator coordinator) {
    return DependencyWatch.of(new L2Node(rpc, chain, coordinator));
  }

  @Bean
  PostgresSequencerJournal sequencerJournal(
      DatabaseClient database, TransactionalOperator transactions) {
    return new PostgresSequencerJournal(database, transactions);
  }

  @Bean
  PostgresSealedBlocks sealedBlocks(
      DatabaseClient database, SequencerProperties sequencer, InstantSource clock) {
    return new PostgresSealedBlocks(database, sequencer.retention(), clock);
  }

  @Bean
  PostgresPromises madePromises(DatabaseClient database) {
    return new PostgresPromises(database);
  }

  @Bean
  PoolKeeper poolKeeper(
      SequencerProperties sequencer, ChainId chain, DatabaseClient database, MeterRegistry meters) {
    var pool = new LocalPool(sequencer.pool().limits());
    Gauge.builder("superblock.sequencer.pool", pool, LocalPool::size).register(meters);
    return new PoolKeeper(
        pool, new PostgresLocalTransactions(database), new TransactionDecoder(chain));
  }

  @Bean
  SequencerBoard sequencerBoard(ChainId chain, InstantSource clock) {
    return new SequencerBoard(chain, clock.instant());
  }

  @Bean
  SequencerActivity.Settings sequencerSettings(
      SequencerProperties sequencer, ChainId chain, SlotSchedule schedule) {
    return new SequencerActivity.Settings(
        sequencer.rules(chain, schedule), schedule, sequencer.verdictInterval());
  }

  @Bean
  SequencerActivity.Stores sequencerStores(
      SequencerJournal journal, SealedBlocks blocks, PoolKeeper pool) {
    return new SequencerActivity.Stores(journal, blocks, pool);
  }

  @Bean
  SequencerActivity.Outside sequencerOutside(
      TopicClients clients,
      ExecutionNode node,
      Coordinator coordinator,
      BlockPromises promises,
      InstantSource clock,
      ServiceStop serviceStop) {
    return new SequencerActivity.Outside(clients, node, coordinator, promises, clock, serviceStop);
  }

  @Bean
  SequencerActivity sequencer(
      SequencerActivity.Settings settings,
      SequencerActivity.Stores stores,
      SequencerActivity.Outside outside,
      SequencerBoard board,
      MeterRegistry meters,
      XtTracer tracer) {
    var metrics = new SequencerMetrics(meters, settings.schedule());
    var traces = new SequencerTraces(tracer);
    var observers = new SequencerObservers(List.of(board, metrics, traces));
    return new SequencerActivity(settings, stores, outside, board, observers);
  }
}
