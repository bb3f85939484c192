package network.superblock.sequencer.draft;

import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.sequencer.NodeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the driver one local transaction after the other, while the draft is open to them. */
final class LocalOffers {

  private static final Logger log = LoggerFactory.getLogger(LocalOffers.class);

  private final Bench bench;
  private final Answers answers;
  private boolean pending;
  private volatile boolean open;

  LocalOffers(Bench bench, Answers answers) {
    this.bench = bench;
    this.answers = answers;
  }

  /** Whether the draft was closed before and is open now. Safe for any thread. */
  boolean opened(boolean nowOpen) {
    boolean before = open;
    open = nowOpen;
    return nowOpen && !before;
  }

  /** The driver has taken up the last offer. */
  void settled() {
    pending = false;
  }

  /** Offers the next if it is time; false when an outage kept it from finding one. */
  boolean next() {
    if (!open || pending) return true;
    try {
      bench
          .offer()
          .ifPresent(offered -> {
            pending = true;
            answers.answer(offered);
          });
      return true;
    } catch (NodeUnavailableException e) {
      log.warn("no local transaction can be tried: {}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      // What the pool has no room for waits in Postgres.
      if (!Outage.is(e)) throw e;
      log.warn("no local transaction can be tried: {}", Reason.of(e));
      return false;
    }
  }
}
