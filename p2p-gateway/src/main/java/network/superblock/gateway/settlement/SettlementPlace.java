package network.superblock.gateway.settlement;

import java.util.Optional;
import network.superblock.runtime.kafka.SlotPlace;

/** From where the topics are read on that tell what L1 has decided. Its methods block. */
public interface SettlementPlace {

  /**
   * A place in both topics.
   *
   * @param slots after the newest slot that was told to the chains' nodes
   * @param superblocks the offset of the record that made it final
   */
  record Place(SlotPlace slots, long superblocks) {}

  /** Empty before the first {@link #passed}. */
  Optional<Place> place();

  /** Durable when it returns. */
  void passed(Place place);
}
