package network.superblock.preconfirmation;

import static java.util.stream.Collectors.toMap;
import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageSpans.Deduplication;
import network.superblock.preconfirmation.RecordedMetrics.Traced;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Preconfirmation section 9: each message leaves one span and one line that say the same. */
@Timeout(120)
class MessageSpansTest {

  private static final String LISTS = "rawTxLists";
  private static final String COMMITMENTS = "preconfirmationCommitments";

  private final Logger logger = (Logger) LoggerFactory.getLogger(GossipDesk.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final TestNode a = TestNode.start();
  private final TestNode b = TestNode.start().connect(a);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    a.close();
    b.close();
  }

  @Test
  void tellOfPeerTopicHashDeduplicationAndVerdict() {
    var protocols = b.sdk().config().protocols();
    var block = chain(1).getFirst();
    a.sdk().publish(block, txList(1)).join();
    expect(LISTS, idOf(protocols.txListTopic(), txList(1).encode()), Deduplication.NEW);
    expect(COMMITMENTS, idOf(protocols.commitmentTopic(), block.encode()), Deduplication.NEW);

    // As after a restart: the storage knows it, gossip does not.
    var known = txList(2).encode();
    var id = idOf(protocols.txListTopic(), known);
    b.sdk().storage().markSeen(id, TestNode.CLOCK.instant().plus(Duration.ofMinutes(1)));
    a.sdk().publish(txList(2)).join();
    expect(LISTS, id, Deduplication.MESSAGE_KNOWN, ValidationOutcome.ignored(Reason.DUPLICATE));

    b.sdk().storage().storeTxList(txList(3));
    a.sdk().publish(txList(3)).join();
    expect(
        LISTS,
        idOf(protocols.txListTopic(), txList(3).encode()),
        Deduplication.CONTENT_KNOWN,
        ValidationOutcome.ignored(Reason.DUPLICATE));

    var forged = signed(preconfirmation(1, Samples.GENESIS), Samples.OTHER_KEY).encode();
    var topic = protocols.commitmentTopic();
    a.node().host().gossip().publish(topic, forged).toCompletableFuture().join();
    expect(
        COMMITMENTS,
        idOf(topic, forged),
        Deduplication.NEW,
        ValidationOutcome.invalid(Reason.WRONG_SLOT_SIGNER));
    assertThat(b.metrics().traced()).as("one for each message").hasSize(5);
  }

  private void expect(String topic, MessageId hash, Deduplication deduplication) {
    expect(topic, hash, deduplication, ValidationOutcome.valid());
  }

  private void expect(
      String topic, MessageId hash, Deduplication deduplication, ValidationOutcome outcome) {
    var span = new Traced(a.id(), topic, hash, deduplication, outcome);
    eventually("the span " + span, () -> b.metrics().traced().contains(span));
    assertThat(linesOf(hash))
        .singleElement()
        .satisfies(line -> {
          assertThat(line)
              .containsEntry("peer", a.id())
              .containsEntry("topic", topic)
              .containsEntry("deduplication", deduplication)
              .containsEntry("reason", outcome.reason().label())
              .containsEntry("verdict", outcome.verdict());
        });
  }

  private List<Map<String, Object>> linesOf(MessageId hash) {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getMessage().equals("judged"))
        .map(line -> line.getKeyValuePairs().stream().collect(toMap(p -> p.key, p -> p.value)))
        .filter(line -> hash.equals(line.get("hash")))
        .toList();
  }

  private static MessageId idOf(String topic, Bytes payload) {
    return MessageId.of(topic, payload);
  }
}
