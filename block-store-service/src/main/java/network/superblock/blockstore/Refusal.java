package network.superblock.blockstore;

import java.util.Locale;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;

/** Why a block is rejected whatever it holds. What it holds is refused by a {@code BlockFault}. */
public enum Refusal {
  /** Its slot is closed, or was never opened and never will be. */
  LATE("the slot is over"),
  /** Its chain takes no part in its slot. */
  NOT_REQUESTED("the slot asks the chain for no block"),
  /** Another block of its chain was accepted for its slot before. */
  CONFLICT("another block of the chain was accepted for the slot");

  private final String detail;

  Refusal(String detail) {
    this.detail = detail;
  }

  /** The stable name in verdicts, events and metrics, where those of {@code BlockFault} stand. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public BlockVerdict.Rejected of(L2Block block) {
    return new BlockVerdict.Rejected(block.slot(), block.chain(), block.hash(), label(), detail);
  }
}
