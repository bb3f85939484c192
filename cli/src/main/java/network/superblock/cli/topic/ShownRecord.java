package network.superblock.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.cli.narration.MessageText;
import network.superblock.cli.narration.PlainJson;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.MessageType;
import network.superblock.wire.envelope.EnvelopeHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record as it is shown: decoded, its headers read, its signature not verified. What cannot be
 * read is shown as such, with the reason.
 */
final class ShownRecord {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final ConsumerRecord<byte[], byte[]> record;
  private final Decoding decoding;
  private final JsonNode message;

  private ShownRecord(ConsumerRecord<byte[], byte[]> record, Decoding decoding) {
    this.record = record;
    this.decoding = decoding;
    this.message =
        decoding instanceof Decoding.Decoded decoded
            ? PlainJson.of(decoded.message())
            : JsonMapper.shared().nullNode();
  }

  static ShownRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new ShownRecord(
        record,
        record.value() == null
            ? new Decoding.Malformed("it has no value")
            : MessageCodec.decode(Bytes.of(record.value())));
  }

  /** One line, with the local time of day, place and sender. */
  String line() {
    var refusal = header(EnvelopeHeader.REFUSAL).map(text -> "  refused: " + text).orElse("");
    return "%s  %d:%d  %s  %s%s"
        .formatted(
            TIME.format(time()),
            record.partition(),
            record.offset(),
            header(EnvelopeHeader.SENDER).orElse("nobody"),
            text(),
            refusal);
  }

  JsonNode json() {
    var json = JsonMapper.shared().createObjectNode();
    json.put("topic", record.topic()).put("partition", record.partition());
    json.put("offset", record.offset()).put("time", time().toString());
    json.put("key", key()).put("text", text());
    for (var name : EnvelopeHeader.values())
      header(name).ifPresent(text -> json.put(name.key(), text));
    switch (decoding) {
      case Decoding.Decoded _ -> json.set("message", message);
      case Decoding.Malformed(var reason) -> json.put("unreadable", reason);
    }
    return json;
  }

  String key() {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  Optional<MessageType> type() {
    return message().map(MessageType::of);
  }

  /** Whether the message names a value anywhere under one of the names. */
  boolean names(String value, String... fields) {
    var found = new ArrayList<String>();
    for (var field : fields) collect(message, field, found);
    return found.contains(value);
  }

  private static void collect(JsonNode node, String field, List<String> found) {
    if (node.isObject())
      node.properties()
          .forEach(property -> {
            var value = property.getValue();
            if (property.getKey().equals(field))
              if (value.isObject()) found.addAll(value.propertyNames());
              else if (value.isArray()) value.forEach(each -> found.add(each.asString()));
              else found.add(value.asString());
            collect(value, field, found);
          });
    else if (node.isArray()) node.forEach(each -> collect(each, field, found));
  }

  private String text() {
    return switch (decoding) {
      case Decoding.Decoded(var _, var decoded) -> MessageText.of(decoded);
      case Decoding.Malformed(var reason) ->
          "unreadable record of %d bytes: %s"
              .formatted(Math.max(record.serializedValueSize(), 0), reason);
    };
  }

  private Optional<ProtocolMessage> message() {
    return decoding instanceof Decoding.Decoded decoded
        ? Optional.of(decoded.message())
        : Optional.empty();
  }

  private Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private Optional<String> header(EnvelopeHeader name) {
    var header = record.headers().lastHeader(name.key());
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }
}
