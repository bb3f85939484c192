package network.superblock.protocol.slot;

import java.time.Duration;
import network.superblock.protocol.SlotSchedule;

/**
 * What the operators of a network agree on.
 *
 * @param maxConcurrentInstances how many xTs may be voted on at a time; 1 is the specification to
 *     the letter
 * @param reserveAfter how old a blocked offer becomes before no lower-ranked one may take its
 *     chains
 * @param maxWaiting how many offers of a slot wait for their turn at most; the worst ranked gives
 *     way
 */
public record SlotRules(
    SlotSchedule schedule, int maxConcurrentInstances, Duration reserveAfter, int maxWaiting) {

  public SlotRules {
    if (maxConcurrentInstances < 1)
      throw new IllegalArgumentException("at least one instance must be allowed");
    if (reserveAfter.isNegative())
      throw new IllegalArgumentException("reserveAfter must not be negative");
    if (maxWaiting < 1) throw new IllegalArgumentException("at least one offer must be allowed");
  }
}
