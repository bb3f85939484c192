package network.superblock.superblock;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.contracts.SettlementContract.Stored;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.PublishedSuperblocks.Kept;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.assembly.PublishedCheck;
import network.superblock.superblock.l1.SettlementReader;
import network.superblock.superblock.publishing.L1View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Verifies superblocks on L1 again: those that are new there, those that were at fault before, and
 * all others in turn, from the head downwards and then from the head again; a bounded number each
 * time. A fault is kept until the superblock is found sound or a rollback makes it void. What is
 * due is kept by the database, so that neither an outage nor a restart passes over it. Confined to
 * one thread.
 */
final class Audit {

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  /** More wait for the next look: a look that ends late tells of L1 late. */
  private static final int NEW_AT_ONCE = 16;

  private final PublishedSuperblocks superblocks;
  private final SettlementReader l1;
  private final SuperblockObserver observer;
  private SuperblockNumber lastFaulty = new SuperblockNumber(0);
  private long next;

  Audit(PublishedSuperblocks superblocks, SettlementReader l1, SuperblockObserver observer) {
    this.superblocks = superblocks;
    this.l1 = l1;
    this.observer = observer;
  }

  /**
   * Verifies what is due.
   *
   * @return the lowest superblock at fault; empty if none is known
   */
  Optional<Refusal> run(L1View view) {
    for (var number : due(view.head().number())) verify(number, view);
    return await(superblocks.fault());
  }

  private SortedSet<SuperblockNumber> due(SuperblockNumber head) {
    var due = new TreeSet<>(await(superblocks.unverified(NEW_AT_ONCE).collectList()));
    // The lowest says which superblock is the last valid one; of the others one a look.
    await(superblocks.fault()).ifPresent(lowest -> due.add(lowest.number()));
    lastFaulty =
        await(superblocks.faultyAbove(lastFaulty)).orElseGet(() -> new SuperblockNumber(0));
    if (lastFaulty.value() > 0) due.add(lastFaulty);
    if (next < 1 || next > head.value()) next = head.value();
    if (next > 0) due.add(new SuperblockNumber(next--));
    return due;
  }

  private void verify(SuperblockNumber number, L1View view) {
    switch (await(superblocks.find(number))) {
      case Kept.Nothing _ -> {}
      case Kept.Damaged(var reason) ->
          found(number, Optional.of("what is kept of it does not read: " + reason));
      case Kept.Whole kept -> {
        // What an unsettled rollback has taken from the contract cannot be compared.
        if (!kept.onL1() || number.compareTo(view.head().number()) <= 0)
          found(number, faultOf(kept, view));
      }
    }
  }

  private Optional<String> faultOf(Kept.Whole kept, L1View view) {
    var number = kept.superblock().header().number();
    var parent = await(superblocks.hashOf(new SuperblockNumber(number.value() - 1)));
    var onL1 =
        kept.onL1() ? Optional.of(l1.superblock(number, view.latest())) : Optional.<Stored>empty();
    return PublishedCheck.fault(kept.superblock(), parent, onL1);
  }

  private void found(SuperblockNumber number, Optional<String> fault) {
    observer.verified(fault);
    if (!await(superblocks.verified(number, fault))) return;
    if (fault.isPresent()) log.error("superblock {} is not what it was: {}", number, fault.get());
    else log.warn("superblock {} is found sound again", number);
  }

  private static <T> T await(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }
}
