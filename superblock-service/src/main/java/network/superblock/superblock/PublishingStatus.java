package network.superblock.superblock;

import network.superblock.protocol.SuperblockNumber;

/** How publishing to L1 goes. */
public sealed interface PublishingStatus {

  /** L1 was not looked at yet. */
  record Starting() implements PublishingStatus {}

  /**
   * Everything that can be published is on its way.
   *
   * @param published the highest superblock on L1
   * @param missing how many superblocks L1 lacks
   */
  record Working(SuperblockNumber published, int missing) implements PublishingStatus {}

  /** A settlement rollback was seen and is not final: nothing is published. */
  record Held(long rollBack) implements PublishingStatus {}

  /** L1 holds superblocks that were not read from the slot topic yet. */
  record Behind(SuperblockNumber unknown) implements PublishingStatus {}

  /** L1 does not take the next superblock now. */
  record Stuck(SuperblockNumber next, String reason) implements PublishingStatus {}

  /** Something is wrong that only people can put right. */
  record Halted(SuperblockNumber at, SuperblockNumber lastValid, String reason)
      implements PublishingStatus {}

  /** L1 or the database does not answer. */
  record Away(String reason) implements PublishingStatus {}
}
