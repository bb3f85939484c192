package network.superblock.superblock;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.assembly.PublishedCheck;
import network.superblock.superblock.assembly.StoredSuperblock;
import network.superblock.superblock.l1.SettlementReader;
import network.superblock.superblock.publishing.L1View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Verifies superblocks on L1 again: those that a look found new there, those that were at fault
 * before, and of all others one a look, from the head downwards and then from the head again. A
 * fault is kept until the superblock is found sound or a rollback makes it void. Confined to one
 * thread.
 */
final class Audit {

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final PublishedSuperblocks superblocks;
  private final SettlementReader l1;
  private final SuperblockObserver observer;
  private long next;

  Audit(PublishedSuperblocks superblocks, SettlementReader l1, SuperblockObserver observer) {
    this.superblocks = superblocks;
    this.l1 = l1;
    this.observer = observer;
  }

  /**
   * Verifies what is due.
   *
   * @param news those that the look found new on L1
   * @return the lowest superblock at fault; empty if none is known
   */
  Optional<Refusal> run(Collection<SuperblockNumber> news, L1View view) {
    var head = view.head().number();
    var due = new TreeSet<>(news);
    due.addAll(await(superblocks.faulty().collectList()));
    if (next < 1 || next > head.value()) next = head.value();
    if (next > 0) due.add(new SuperblockNumber(next--));
    // What an unsettled rollback has taken from the contract cannot be compared.
    for (var number : due.headSet(head, true))
      superblocks.find(number).blockOptional().ifPresent(kept -> verify(kept, view));
    return await(superblocks.fault());
  }

  private void verify(StoredSuperblock kept, L1View view) {
    var number = kept.header().number();
    var parent = await(superblocks.hashOf(new SuperblockNumber(number.value() - 1)));
    var fault = PublishedCheck.fault(kept, parent, l1.superblock(number, view.latest()));
    observer.verified(fault);
    if (!await(superblocks.verified(kept, fault))) return;
    if (fault.isPresent()) log.error("superblock {} is not what it was: {}", number, fault.get());
    else log.warn("superblock {} is found sound again", number);
  }

  private static <T> T await(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }
}
