package network.superblock.wire.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.wire.Topic;

/**
 * A Kafka record as it is written, or as it was read and not yet believed.
 *
 * @param key empty stands for Kafka's null
 * @param headers in the record's order; a reader passes on all of them, a repeated one too
 */
public record SignedRecord(Topic topic, Bytes key, List<Header> headers, Bytes value) {

  // A batch's own 61 bytes and the record's lengths, offsets and counts.
  private static final int BATCH_OVERHEAD = 100;
  // The two lengths of a header.
  private static final int LENGTHS = 10;

  public SignedRecord {
    headers = List.copyOf(headers);
  }

  public record Header(String key, Bytes value) {

    static Header of(EnvelopeHeader name, String text) {
      return new Header(name.key(), Bytes.of(text.getBytes(UTF_8)));
    }
  }

  /** The text of a header that stands here exactly once. */
  public Optional<String> header(EnvelopeHeader name) {
    var values = headers.stream().filter(header -> header.key().equals(name.key())).toList();
    return values.size() == 1
        ? Optional.of(new String(values.getFirst().value().toArray(), UTF_8))
        : Optional.empty();
  }

  /** Bytes in Kafka's record batch, rounded up: what {@code max.message.bytes} bounds. */
  int size() {
    int headerBytes =
        headers.stream()
            .mapToInt(header -> header.key().length() + header.value().size() + LENGTHS)
            .sum();
    return BATCH_OVERHEAD + key.size() + value.size() + headerBytes;
  }

  /**
   * The same record within a trace, or as it is where its topic has no room for the header: a trace
   * must not keep a record out.
   *
   * @param traceParent in the form of W3C Trace Context
   */
  public SignedRecord tracedBy(String traceParent) {
    var traced = with(EnvelopeHeader.TRACE_PARENT, traceParent);
    return traced.size() <= topic.maxMessageBytes() ? traced : this;
  }

  /** The same record with a header in the place of any of that name. */
  public SignedRecord with(EnvelopeHeader name, String text) {
    var others = headers.stream().filter(header -> !header.key().equals(name.key()));
    var all = Stream.concat(others, Stream.of(Header.of(name, text))).toList();
    return new SignedRecord(topic, key, all, value);
  }
}
