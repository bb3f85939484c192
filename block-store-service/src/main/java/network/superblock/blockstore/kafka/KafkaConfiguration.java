package network.superblock.blockstore.kafka;

import network.superblock.blockstore.Answers;
import network.superblock.blockstore.BlockDriver;
import network.superblock.runtime.http.News;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.Activity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read from Kafka, and written to it. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  TopicWriter verdictWriter(TopicClients topics) {
    return topics.writer("verdicts");
  }

  @Bean
  Answers answers(TopicWriter verdictWriter) {
    return new KafkaAnswers(verdictWriter);
  }

  @Bean
  Activity topicReadings(TopicClients topics, BlockDriver driver, News news) {
    return new TopicReadings(topics, driver, news);
  }
}
