package network.superblock.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Kafka topics of the network: what they carry, in how many partitions, how large. */
public enum Topic {
  /** The protocol's total order and the publisher's log, written by the leader alone. */
  SLOT("sbcp.slot", Size.SINGLE, Size.NINE_MIB),
  /** Keyed by the voting chain. */
  VOTE("sbcp.vote", Size.BY_KEY, Size.MIB),
  /** Keyed by the destination chain. */
  MAILBOX("sbcp.mailbox", Size.BY_KEY, Size.MIB),
  /** Keyed by the block's chain. */
  BLOCK("sbcp.block", Size.BY_KEY, Size.NINE_MIB),
  /** Verdicts and recovered blocks, which may be as large as any, keyed by the block's chain. */
  BLOCK_VERDICT("sbcp.block-verdict", Size.BY_KEY, Size.NINE_MIB),
  /** Keyed by the xT. */
  XT("sbcp.xt", Size.BY_KEY, Size.MIB),
  /** What L1 makes of the superblocks, in one order. */
  SUPERBLOCK("sbcp.superblock", Size.SINGLE, Size.MIB),
  /** Keyed by the preconfirmed chain. */
  PRECONF_COMMITMENT("preconf.commitment", Size.BY_KEY, Size.MIB),
  /** Keyed by the preconfirmed chain. */
  PRECONF_TXLIST("preconf.txlist", Size.BY_KEY, Size.NINE_MIB);

  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(values()).collect(toUnmodifiableMap(Topic::topicName, topic -> topic));

  private final String topicName;
  private final int defaultPartitions;
  private final int maxMessageBytes;

  Topic(String topicName, int defaultPartitions, int maxMessageBytes) {
    this.topicName = topicName;
    this.defaultPartitions = defaultPartitions;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** The name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** Where a consumer puts what can never be processed, with the reason. */
  public String deadLetterTopicName() {
    return topicName + ".dlt";
  }

  /** 1 where the topic is one total order, which no setting may change. */
  public int defaultPartitions() {
    return defaultPartitions;
  }

  public boolean isTotalOrder() {
    return defaultPartitions == Size.SINGLE;
  }

  /** For {@code max.message.bytes}, producers and fetches. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** The roles that may write anything here. */
  public Set<Role> writers() {
    return WriteRights.writersOf(this);
  }

  /** The roles that read this. */
  public Set<Role> readers() {
    return ReadRights.readersOf(this);
  }

  /** Whether a sender of {@code role} may write a message of {@code type} here. */
  public boolean admits(Role role, MessageType type) {
    return WriteRights.of(this, role).contains(type);
  }

  public static Optional<Topic> named(String topicName) {
    return Optional.ofNullable(BY_NAME.get(topicName));
  }

  /** Apart, because an enum's constants cannot see the enum's own static fields. */
  private static final class Size {
    static final int SINGLE = 1;
    static final int BY_KEY = 8;
    static final int MIB = 1 << 20;
    static final int NINE_MIB = 9 << 20;
  }
}
