package network.superblock.protocol.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;

/**
 * The offers that stand for one slot, spread over the chains: an xT whose chains are busy must not
 * keep others out of the publisher's sight. See SBCP section 4, P2.
 */
public final class OfferWindow {

  /** A waiting xT that may run in the slot. */
  public record Candidate(XtId id, long rank, SortedSet<ChainId> chains, Instant queuedAt) {

    /** The queue's order, made total by the identity. */
    public static final Comparator<Candidate> BY_RANK =
        Comparator.comparingLong(Candidate::rank).thenComparing(Candidate::id);

    public Candidate {
      chains = Collections.unmodifiableSortedSet(new TreeSet<>(chains));
    }
  }

  private final OfferRules rules;
  private final Map<XtId, SortedSet<ChainId>> standing = new TreeMap<>();
  private final Map<ChainId, Integer> load = new TreeMap<>();

  /** An empty window. Confined to one thread. */
  public OfferWindow(OfferRules rules) {
    this.rules = rules;
  }

  /** Notes an offer that stands. */
  public void add(XtId xt, SortedSet<ChainId> chains) {
    if (standing.putIfAbsent(xt, chains) == null)
      chains.forEach(chain -> load.merge(chain, 1, Integer::sum));
  }

  /** Notes that an offer stands no more; without effect if it did not. */
  public void remove(XtId xt) {
    var chains = standing.remove(xt);
    if (chains != null) chains.forEach(chain -> load.merge(chain, -1, Integer::sum));
  }

  public void clear() {
    standing.clear();
    load.clear();
  }

  public int size() {
    return standing.size();
  }

  /** Those of {@code chains} that one more offer may touch; none when the window is full. */
  public SortedSet<ChainId> withRoom(Collection<ChainId> chains) {
    var open = new TreeSet<ChainId>();
    if (standing.size() < rules.maxOffers())
      for (var chain : chains) if (loadOf(chain) < rules.maxPerChain()) open.add(chain);
    return open;
  }

  /** Which of the candidates are offered now, best rank first; they stand from then on. */
  public List<Candidate> fill(Collection<Candidate> candidates, Instant now) {
    var ordered = new TreeSet<>(Candidate.BY_RANK);
    ordered.addAll(candidates);
    var chosen = new ArrayList<Candidate>();
    var reserved = new TreeSet<ChainId>();
    for (var candidate : ordered) {
      if (standing.size() >= rules.maxOffers()) break;
      if (standing.containsKey(candidate.id())) continue;
      if (hasRoom(candidate, reserved)) {
        add(candidate.id(), candidate.chains());
        chosen.add(candidate);
      } else if (isReserving(candidate, now)) reserved.addAll(candidate.chains());
    }
    return List.copyOf(chosen);
  }

  private boolean hasRoom(Candidate candidate, SortedSet<ChainId> reserved) {
    return candidate.chains().stream()
        .allMatch(chain -> !reserved.contains(chain) && loadOf(chain) < rules.maxPerChain());
  }

  /** A wide xT must not starve: once old enough, it holds its chains until it can be offered. */
  private boolean isReserving(Candidate candidate, Instant now) {
    return !now.isBefore(candidate.queuedAt().plus(rules.reserveAfter()));
  }

  private int loadOf(ChainId chain) {
    return load.getOrDefault(chain, 0);
  }
}
