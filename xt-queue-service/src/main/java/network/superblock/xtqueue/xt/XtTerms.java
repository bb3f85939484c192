package network.superblock.xtqueue.xt;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;

/**
 * What is fixed of an xT when it enters the queue; only a settlement rollback moves its expiry.
 *
 * @param signers of its transactions, each once, ascending
 * @param rank the queue's order: the lowest goes first
 * @param expiresAt from when on it must not start any more
 */
public record XtTerms(
    SortedSet<ChainId> chains,
    List<Address> signers,
    long rank,
    Instant queuedAt,
    Instant expiresAt) {

  public XtTerms {
    chains = Collections.unmodifiableSortedSet(new TreeSet<>(chains));
    signers = List.copyOf(signers);
  }

  /** The same with {@code time} more to live. */
  XtTerms prolonged(Duration time) {
    return new XtTerms(chains, signers, rank, queuedAt, expiresAt.plus(time));
  }
}
