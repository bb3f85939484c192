package network.superblock.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * When each slot starts, seals and ends. See SBCP section 3.
 *
 * @param genesis when slot 1 starts; every service of one network must agree on it
 * @param duration a slot's length
 * @param sealCutover how far into the slot it stops taking cross-chain transactions
 * @param scpTimer how long the participants have to vote before their xT aborts
 */
public record SlotSchedule(
    Instant genesis, Duration duration, Duration sealCutover, Duration scpTimer) {

  public SlotSchedule {
    if (!scpTimer.isPositive()) throw new IllegalArgumentException("SCP timer must be positive");
    if (scpTimer.compareTo(sealCutover) >= 0)
      throw new IllegalArgumentException("SCP timer must be shorter than the seal cutover");
    if (sealCutover.compareTo(duration) >= 0)
      throw new IllegalArgumentException("seal cutover must lie before the slot's end");
  }

  /** The slot in progress at {@code now}; slot 0 before genesis. */
  public Slot slotAt(Instant now) {
    return now.isBefore(genesis)
        ? new Slot(0)
        : new Slot(Duration.between(genesis, now).toNanos() / duration.toNanos() + 1);
  }

  public Instant startOf(Slot slot) {
    return genesis.plusNanos(Math.multiplyExact(duration.toNanos(), slot.value() - 1));
  }

  public Instant cutoverOf(Slot slot) {
    return startOf(slot).plus(sealCutover);
  }

  public Instant endOf(Slot slot) {
    return startOf(slot.next());
  }

  /** Whether an instance started at {@code now} can still be voted on before the cutover. */
  public boolean canStillVote(Slot slot, Instant now) {
    return !now.plus(scpTimer).isAfter(cutoverOf(slot));
  }
}
