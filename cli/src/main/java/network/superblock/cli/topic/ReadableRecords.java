package network.superblock.cli.topic;

import java.io.PrintStream;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.MessageFormatter;

/**
 * Shows records in Kafka's own console consumer: {@code kafka-console-consumer --formatter
 * network.superblock.cli.topic.ReadableRecords}, with the property {@code json=true} as JSON.
 */
public final class ReadableRecords implements MessageFormatter {

  private boolean asJson;

  @Override
  public void configure(Map<String, ?> configs) {
    asJson = "true".equals(String.valueOf(configs.get("json")));
  }

  @Override
  public void writeTo(ConsumerRecord<byte[], byte[]> record, PrintStream output) {
    var shown = ShownRecord.of(record);
    output.println(asJson ? shown.json() : shown.line());
  }
}
