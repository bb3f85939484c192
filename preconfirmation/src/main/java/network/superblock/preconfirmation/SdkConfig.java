package network.superblock.preconfirmation;

import java.time.Duration;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;

/**
 * How a node behaves on one chain. Built by {@link #forChain} and its {@code with} methods; every
 * record checks itself.
 *
 * @param chain whose topics and protocols are spoken
 * @param slasher the only slashing contract that commitments may name
 * @param domain what signatures cover before the commitment
 * @param channels how much may wait
 * @param caches how much is kept
 * @param timeouts how long others may take
 * @param rules what is valid
 * @param pace how often peers may be asked and may ask
 * @param maxCommitmentsPerPage of a page asked for and of one answered, 1 to 256
 * @param metrics whether anything is measured
 * @param storage where the node's facts are kept, for whoever opens the storage
 */
public record SdkConfig(
    ChainId chain,
    Address slasher,
    SigningDomain domain,
    Channels channels,
    Caches caches,
    Timeouts timeouts,
    Rules rules,
    Pace pace,
    int maxCommitmentsPerPage,
    boolean metrics,
    StorageKind storage) {

  /** Where the node's facts are kept. */
  public enum StorageKind {
    MEMORY,
    POSTGRES
  }

  /**
   * Bounded queues. A full one is reported, never overrun.
   *
   * @param commands that wait for the node's one worker, gossip included
   * @param events that wait for one subscriber
   */
  public record Channels(int commands, int events) {
    public Channels {
      require(commands > 0 && commands <= 1 << 20, "commands must be 1 to 1048576");
      require(events > 0 && events <= 1 << 20, "events must be 1 to 1048576");
    }
  }

  /**
   * What may be kept.
   *
   * @param commitments above the confirmed tip
   * @param txListBytes of all transaction lists together
   * @param pending commitments that wait for a parent or a schedule
   * @param pendingPerPeer of those that one peer may bring
   * @param pendingTtl after which a waiting commitment is forgotten
   * @param seenTtl for which message ids are remembered, over restarts too
   */
  public record Caches(
      int commitments,
      long txListBytes,
      int pending,
      int pendingPerPeer,
      Duration pendingTtl,
      Duration seenTtl) {
    public Caches {
      require(commitments > 0, "a commitment at least must fit");
      require(txListBytes >= RawTxList.MAX_TXLIST, "a whole transaction list must fit");
      require(pending > 0, "a pending commitment at least must fit");
      require(pendingPerPeer > 0 && pendingPerPeer <= pending, "a peer's share is 1 to all");
      require(pendingTtl.isPositive() && seenTtl.isPositive(), "times must be positive");
    }
  }

  /**
   * How long others may take.
   *
   * @param request for one exchange
   * @param bootstrap until catch-up has heard of peers' heads
   * @param firstBackOff after no progress, doubled up to {@code longestBackOff}
   * @param publishRetry between attempts to publish while no peer listens
   */
  public record Timeouts(
      Duration request,
      Duration bootstrap,
      Duration firstBackOff,
      Duration longestBackOff,
      Duration publishRetry,
      int publishAttempts) {
    public Timeouts {
      require(request.isPositive() && bootstrap.isPositive(), "timeouts must be positive");
      require(firstBackOff.isPositive(), "the first back-off must be positive");
      require(firstBackOff.compareTo(longestBackOff) <= 0, "back-off must not shrink");
      require(publishRetry.isPositive() && publishAttempts > 0, "publish at least once");
    }
  }

  /**
   * What is valid.
   *
   * @param gossipsubValidationSoftFail whether schedule errors wait instead of being wrong
   * @param executorSlotGrace by which a slot's end may differ and the commitment still count here
   * @param sameNumberAfterEop whether a block may have its parent's number after one that only ends
   *     a turn
   */
  public record Rules(
      boolean gossipsubValidationSoftFail, Duration executorSlotGrace, boolean sameNumberAfterEop) {
    public Rules {
      require(!executorSlotGrace.isNegative(), "the grace must not be negative");
    }
  }

  /**
   * Requests of one protocol between this node and one peer in a window.
   *
   * @param asked of a peer, fewer than it allows: it drops the rest without a word
   * @param served to a peer
   */
  public record Pace(int asked, int served, Duration window) {
    public Pace {
      require(asked > 0 && served > 0 && window.isPositive(), "somebody must be asked");
    }
  }

  public SdkConfig {
    require(
        maxCommitmentsPerPage > 0 && maxCommitmentsPerPage <= CommitmentsPage.MAX_COMMITMENTS,
        "a page has 1 to 256 commitments");
  }

  /** The network's defaults. */
  public static SdkConfig forChain(ChainId chain, Address slasher) {
    return new SdkConfig(
        chain,
        slasher,
        SigningDomain.DEFAULT,
        new Channels(1024, 4096),
        new Caches(100_000, 512L << 20, 4096, 512, Duration.ofMinutes(10), Duration.ofSeconds(120)),
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            3),
        new Rules(false, Duration.ofSeconds(1), false),
        new Pace(6, 8, Duration.ofSeconds(10)),
        CommitmentsPage.MAX_COMMITMENTS,
        true,
        StorageKind.MEMORY);
  }

  /** Topics and protocol ids, which follow from the chain id. */
  public ChainProtocols protocols() {
    return ChainProtocols.of(chain, timeouts.request(), pace);
  }

  public SdkConfig withDomain(SigningDomain other) {
    return new SdkConfig(
        chain,
        slasher,
        other,
        channels,
        caches,
        timeouts,
        rules,
        pace,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withChannels(Channels other) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        other,
        caches,
        timeouts,
        rules,
        pace,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withCaches(Caches other) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        other,
        timeouts,
        rules,
        pace,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withTimeouts(Timeouts other) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        caches,
        other,
        rules,
        pace,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withRules(Rules other) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        caches,
        timeouts,
        other,
        pace,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withPace(Pace other) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        caches,
        timeouts,
        rules,
        other,
        maxCommitmentsPerPage,
        metrics,
        storage);
  }

  public SdkConfig withMaxCommitmentsPerPage(int most) {
    return new SdkConfig(
        chain, slasher, domain, channels, caches, timeouts, rules, pace, most, metrics, storage);
  }

  public SdkConfig withMetrics(boolean enabled) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        caches,
        timeouts,
        rules,
        pace,
        maxCommitmentsPerPage,
        enabled,
        storage);
  }

  public SdkConfig withStorage(StorageKind kind) {
    return new SdkConfig(
        chain,
        slasher,
        domain,
        channels,
        caches,
        timeouts,
        rules,
        pace,
        maxCommitmentsPerPage,
        metrics,
        kind);
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) throw new SdkException.Config(complaint);
  }
}
