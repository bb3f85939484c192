package network.superblock.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** What all listener containers have in common. */
final class Containers {

  private static final Duration AUTH_RETRY = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int GRACE_SECONDS = 2;

  private Containers() {}

  static void configure(ContainerProperties properties) {
    properties.setAckMode(AckMode.MANUAL);
    properties.setPollTimeout(POLL.toMillis());
    properties.setAuthExceptionRetryInterval(AUTH_RETRY);
    properties.setMissingTopicsFatal(false);
    properties.setLogContainerConfig(false);
  }

  /** Stops the container; interrupts a receiver that does not return in good time. */
  static void stop(KafkaMessageListenerContainer<byte[], byte[]> container, Delivery delivery) {
    delivery.close();
    var stopped = new CountDownLatch(1);
    container.stop(stopped::countDown);
    try {
      if (stopped.await(GRACE_SECONDS, TimeUnit.SECONDS)) return;
      delivery.interrupt();
      var _ = stopped.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
