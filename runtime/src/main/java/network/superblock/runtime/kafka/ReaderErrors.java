package network.superblock.runtime.kafka;

import network.superblock.runtime.lifecycle.Reason;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What becomes of a consumer's own errors: a receiver's are dealt with before. */
final class ReaderErrors implements CommonErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(ReaderErrors.class);

  private final Delivery delivery;

  ReaderErrors(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void handleOtherException(
      Exception thrown,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    // The records that come next are gone: whoever must read all of them cannot go on.
    if (thrown instanceof InvalidOffsetException) delivery.fail(thrown);
    else log.warn("a consumer met an error and goes on: {}", Reason.of(thrown));
  }

  @Override
  public void handleBatch(
      Exception thrown,
      ConsumerRecords<?, ?> data,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    delivery.fail(thrown);
  }
}
