package network.superblock.xtqueue.admission;

import java.time.Duration;
import network.superblock.protocol.queue.QueueRules;

/**
 * Whom the queue lets in.
 *
 * @param queue its bounds and its order
 * @param defaultExpiry how long an xT may wait to be started when its user does not say
 * @param maxExpiry the longest that a user may ask for
 * @param abortMemory how long an abort counts against the signers
 */
public record AdmissionRules(
    QueueRules queue, Duration defaultExpiry, Duration maxExpiry, Duration abortMemory) {

  public AdmissionRules {
    if (!defaultExpiry.isPositive()) throw new IllegalArgumentException("expiry must be positive");
    if (maxExpiry.compareTo(defaultExpiry) < 0)
      throw new IllegalArgumentException("the longest expiry must not be shorter than the default");
    if (abortMemory.isNegative())
      throw new IllegalArgumentException("abort memory must not be negative");
  }
}
