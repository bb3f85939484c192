package network.superblock.xtqueue.kafka;

import network.superblock.runtime.kafka.TopicClients;
import network.superblock.xtqueue.NetworkLog;
import network.superblock.xtqueue.XtQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read and written in Kafka. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  NetworkLog networkLog(TopicClients clients) {
    return new KafkaLog(clients);
  }

  @Bean
  KafkaOffers offerTopic(TopicClients clients) {
    return new KafkaOffers(clients);
  }

  @Bean
  ForwardedRequests forwardedRequests(TopicClients clients, XtQueue queue) {
    return new ForwardedRequests(clients, queue);
  }
}
