package network.superblock.contracts;

import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;

/**
 * A rollup as L1 knows it. See SBCP section 9.
 *
 * @param sequencer the address of the sequencer's signing key
 * @param coordinator may deliver messages to the rollup's mailbox
 * @param endpoint where the sequencer answers, as it was registered
 * @param startingSlot the first slot that the rollup takes part in
 * @param active false once it was deactivated; its entry stays for its past superblocks
 */
public record RegisteredRollup(
    ChainId chain,
    Hash32 genesisBlockHash,
    Address sequencer,
    Address coordinator,
    Address mailbox,
    String endpoint,
    Slot startingSlot,
    boolean active) {

  static RegisteredRollup of(Values values) {
    return new RegisteredRollup(
        values.chainId(),
        values.hash(),
        values.address(),
        values.address(),
        values.address(),
        values.text(),
        values.slot(),
        values.flag());
  }
}
