package network.superblock.superblock;

import java.util.Optional;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.superblock.assembly.ClosedSlot;
import reactor.core.publisher.Mono;

/** What this service keeps of the slot topic. */
public interface SlotStore {

  /** Where the last kept slot ended, and how. */
  record Resume(SlotPlace place, SlotClosed last) {}

  /** What became of a slot's end. */
  sealed interface Kept {

    /** Its superblock waits to be published. */
    record Queued(SuperblockNumber number) implements Kept {}

    /** Its superblock is not believed; {@code lastValid} is the last one that is. */
    record Refused(SuperblockNumber number, String reason, SuperblockNumber lastValid)
        implements Kept {}

    /** A rollback that its leader had not heard of makes its superblock void. */
    record Outdated(SuperblockNumber number) implements Kept {}

    /** It has no superblock, or was kept before. */
    record Passed() implements Kept {}
  }

  /** Where to go on; empty before the first slot. */
  Mono<Optional<Resume>> resume();

  /**
   * Keeps a slot's end together with the place after it. Keeping it again changes nothing.
   *
   * @param after where the slot topic goes on
   */
  Mono<Kept> keep(ClosedSlot slot, SlotPlace after);
}
