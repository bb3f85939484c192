package network.superblock.blockstore;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.http.News;
import network.superblock.runtime.settings.NetworkProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the driver between its ports. */
@Configuration(proxyBeanMethods = false)
class BlockStoreConfiguration {

  @Bean
  News blockNews() {
    return new News();
  }

  @Bean
  BlockMetrics blockMetrics(MeterRegistry meters) {
    return new BlockMetrics(meters);
  }

  @Bean
  BlockChecks blockChecks(SlotSchedule schedule, Mailboxes mailboxes, BlockMetrics metrics) {
    return new BlockChecks(schedule, mailboxes, metrics);
  }

  @Bean
  Submissions submissions(
      BlockArchive archive,
      BlockChecks checks,
      Answers answers,
      BlockMetrics metrics,
      Submissions.Limits limits) {
    return new Submissions(archive, checks, answers, metrics, limits);
  }

  @Bean
  Submissions.Limits submissionLimits(BlockStoreProperties store, InstantSource clock) {
    return new Submissions.Limits(store.heldPerChain(), clock);
  }

  @Bean
  BlockDriver.Rules blockRules(
      NetworkProperties network, SlotSchedule schedule, BlockStoreProperties store) {
    return new BlockDriver.Rules(network.genesisLedger(), schedule.scpTimer(), store);
  }

  @Bean
  BlockDriver blockDriver(
      Submissions submissions,
      SlotArchive slots,
      BlockMetrics metrics,
      BlockDriver.Rules rules,
      InstantSource clock) {
    return new BlockDriver(submissions, slots, metrics, rules, clock);
  }
}
