package network.superblock.protocol.queue;

import java.time.Duration;

/**
 * What the queue allows.
 *
 * @param maxQueued how many xTs wait at most
 * @param maxPerSigner how many of them one signer may have waiting
 * @param maxAttempts how often an xT is started before it ends for good
 * @param maxHeadStart how far ahead of its arrival the highest tip can move an xT; a later xT gains
 *     no more than this, so nothing waits for ever
 * @param abortPenalty how far back each recent abort of its signers moves an xT
 * @param maxPenalty how far back aborts can move it in all
 */
public record QueueRules(
    int maxQueued,
    int maxPerSigner,
    int maxAttempts,
    Duration maxHeadStart,
    Duration abortPenalty,
    Duration maxPenalty) {

  public static final QueueRules DEFAULT =
      new QueueRules(
          100_000, 1_000, 5, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(60));

  public QueueRules {
    if (maxQueued < 1 || maxPerSigner < 1 || maxAttempts < 1)
      throw new IllegalArgumentException("the queue must allow at least one of each");
    if (maxHeadStart.isNegative() || abortPenalty.isNegative() || maxPenalty.isNegative())
      throw new IllegalArgumentException("head start and penalties must not be negative");
  }
}
