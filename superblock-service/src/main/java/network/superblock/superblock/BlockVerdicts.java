package network.superblock.superblock;

import network.superblock.protocol.Slot;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.superblock.assembly.AcceptedBlocks;

/** What the block store has accepted, as its topic tells. */
public interface BlockVerdicts {

  /**
   * A slot opens.
   *
   * @param from where the verdicts on its blocks begin
   */
  void opened(InputOffsets from);

  /**
   * Waits until it is certain which of the blocks named by a slot's end were accepted.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if the topic cannot be read
   */
  AcceptedBlocks on(Slot slot, Outcome.Built built) throws InterruptedException;

  /** The slot is over: nothing asks for it any more. */
  void closed(Slot slot);
}
