package network.superblock.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.RecordKey;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.NetworkId;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;

/**
 * Opens writers and readers of the network's topics. To be used when Kafka is there: in an
 * activity's start. Whoever opens one closes it.
 */
public final class TopicClients implements AutoCloseable {

  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
  private static final int PIPELINED = 5;

  private final Identity identity;
  private final ClientSettings settings;
  private final KafkaBroker broker;
  private final Observers observers;
  private final KeysInForce keys;
  private final DeadLetters deadLetters;

  /** Whom it writes as, and whom it believes. */
  record Identity(NetworkId network, EnvelopeSigner signer, KeyRing ring) {}

  /** What is told of what happens. */
  record Observers(
      MeterRegistry meters, InstantSource clock, ServiceStop serviceStop, XtTracer tracer) {}

  TopicClients(
      Identity identity, ClientSettings settings, KafkaBroker broker, Observers observers) {
    this.identity = identity;
    this.settings = settings;
    this.broker = broker;
    this.observers = observers;
    this.keys = KeysInForce.latest(identity.ring());
    this.deadLetters =
        new DeadLetters(
            settings.producer("dead-letters", DELIVERY_TIMEOUT, PIPELINED), observers.meters());
  }

  /** A writer that keeps trying for half a minute. */
  public TopicWriter writer(String purpose) {
    return writer(settings.producer(purpose, DELIVERY_TIMEOUT, PIPELINED), false);
  }

  /**
   * A writer of a log: after a record that is not acknowledged in time, nothing more of what was
   * appended gets into the topic, and every further append fails. Open another one to go on.
   */
  public TopicWriter logWriter(String purpose, Duration deliveryTimeout) {
    return writer(settings.producer(purpose, deliveryTimeout, 1), true);
  }

  /**
   * Opens a reader of all partitions of some topics, but not of the slot topic.
   *
   * @throws UnavailableException if Kafka does not answer
   */
  public TopicReader read(String purpose, Set<Topic> topics, ReadFrom from, Receiver receiver) {
    return read(purpose, topics, Optional.empty(), from, receiver);
  }

  /**
   * Opens a reader of what concerns one chain: of a topic that is keyed by chain it reads the
   * chain's partition alone, which may hold records of other chains too.
   *
   * @throws UnavailableException if Kafka does not answer
   */
  public TopicReader readOf(
      ChainId chain, String purpose, Set<Topic> topics, ReadFrom from, Receiver receiver) {
    if (topics.contains(Topic.XT))
      throw new IllegalArgumentException("xTs are not keyed by their chains");
    return read(purpose, topics, Optional.of(chain), from, receiver);
  }

  /**
   * Opens a reader that shares some topics with the other replicas of this service. A sequencer is
   * alone in its group.
   */
  public GroupReader readAsGroup(String purpose, Set<Topic> topics, Receiver receiver) {
    requireNoSlotTopic(topics);
    requireReader(topics);
    var consumer = settings.consumer(purpose);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group(purpose));
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    var names = topics.stream().map(Topic::topicName).toList();
    var name = settings.clientId(purpose);
    var delivery = new Delivery(name, receiver, observers.serviceStop());
    var reader =
        new GroupReader(name, names, consumers(consumer), opener(verifier(), _ -> {}), delivery);
    reader.start();
    return reader;
  }

  /**
   * Opens a reader of the slot topic.
   *
   * @throws UnavailableException if Kafka does not answer
   * @throws IllegalArgumentException if the topic does not reach to {@code from}, or not any more
   */
  public SlotTopicReader readSlots(String purpose, SlotPlace from, SlotReceiver receiver) {
    var slots = new SlotTopicReader(from, identity.ring(), keys, receiver);
    var span = slotSpan(from);
    var opener = opener(slots.verifier(identity.network()), slots::verified);
    slots.start(reader(purpose, span, opener, slots.entries(), "none"));
    return slots;
  }

  /**
   * The offset after the last record of each partition of some topics, as it is now.
   *
   * @throws UnavailableException if Kafka does not answer
   */
  public InputOffsets ends(Set<Topic> topics) {
    return new InputOffsets(span(topics, Optional.empty(), ReadFrom.end()).to());
  }

  @Override
  public void close() {
    deadLetters.close();
  }

  private TopicReader read(
      String purpose,
      Set<Topic> topics,
      Optional<ChainId> chain,
      ReadFrom from,
      Receiver receiver) {
    requireNoSlotTopic(topics);
    requireReader(topics);
    var span = span(topics, chain, from);
    var reader = reader(purpose, span, opener(verifier(), _ -> {}), receiver, "earliest");
    reader.start();
    return reader;
  }

  private TopicWriter writer(Map<String, Object> producer, boolean stopsAtFailure) {
    return new TopicWriter(identity.signer(), observers, producer, stopsAtFailure);
  }

  private TopicReader reader(
      String purpose,
      TopicReader.Span span,
      RecordOpener opener,
      Receiver receiver,
      String offsetReset) {
    var consumer = settings.consumer(purpose);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offsetReset);
    var name = settings.clientId(purpose);
    var delivery = new Delivery(name, receiver, observers.serviceStop());
    return new TopicReader(name, span, consumers(consumer), opener, delivery);
  }

  private ConsumerFactory<byte[], byte[]> consumers(Map<String, Object> consumer) {
    var factory = new DefaultKafkaConsumerFactory<byte[], byte[]>(consumer);
    factory.addListener(new MicrometerConsumerListener<>(observers.meters()));
    return factory;
  }

  private EnvelopeVerifier verifier() {
    return new EnvelopeVerifier(identity.network(), keys);
  }

  private RecordOpener opener(EnvelopeVerifier verifier, Consumer<Received> verified) {
    return new RecordOpener(
        verifier, identity.ring()::refresh, deadLetters, observers.tracer(), verified);
  }

  private String group(String purpose) {
    var who =
        switch (identity.signer().sender()) {
          case Sender.Sequencer sequencer -> sequencer.id().replace('/', '-');
          case Sender.Publisher publisher -> publisher.role().wireName();
        };
    return identity.network() + "-" + who + "-" + purpose;
  }

  private TopicReader.Span slotSpan(SlotPlace from) {
    var slots = span(EnumSet.of(Topic.SLOT), Optional.empty(), ReadFrom.beginning());
    if (from.equals(SlotPlace.BEGINNING)) return slots;
    var oldest = slots.from().firstEntry();
    var end = slots.to().lastEntry().getValue();
    if (from.next() < oldest.getValue() || from.next() > end)
      throw new IllegalArgumentException(
          "the slot topic reaches from "
              + oldest.getValue()
              + " to "
              + end
              + ": no "
              + from.next());
    return new TopicReader.Span(new TreeMap<>(Map.of(oldest.getKey(), from.next())), slots.to());
  }

  private TopicReader.Span span(Set<Topic> topics, Optional<ChainId> chain, ReadFrom from) {
    try {
      var all = broker.partitionsOf(topics);
      var partitions = chain.map(one -> Partitions.ofKey(RecordKey.of(one), all)).orElse(all);
      var ends = broker.offsets(partitions, OffsetSpec.latest());
      var starts =
          switch (from) {
            case ReadFrom.Beginning _ -> broker.offsets(partitions, OffsetSpec.earliest());
            case ReadFrom.End _ -> ends;
            case ReadFrom.Offsets(var next) ->
                named(next, broker.offsets(partitions, OffsetSpec.earliest()));
          };
      return new TopicReader.Span(starts, ends);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while Kafka was asked", e);
    } catch (Exception e) {
      throw new UnavailableException("Kafka does not answer: " + Reason.of(e), e);
    }
  }

  private static SortedMap<String, Long> named(InputOffsets next, SortedMap<String, Long> oldest) {
    var from = new TreeMap<>(oldest);
    from.replaceAll(
        (partition, offset) -> Math.max(offset, next.next().getOrDefault(partition, offset)));
    return from;
  }

  /** What the table does not name, the service's Kafka user may not read either. */
  private void requireReader(Set<Topic> topics) {
    var role = identity.signer().sender().role();
    for (var topic : topics)
      if (!topic.readers().contains(role))
        throw new IllegalArgumentException(
            topic.topicName() + " is not read by " + role.wireName() + ": see Topic.readers()");
  }

  private static void requireNoSlotTopic(Set<Topic> topics) {
    if (topics.contains(Topic.SLOT))
      throw new IllegalArgumentException("the slot topic is read through its leader filter");
  }
}
