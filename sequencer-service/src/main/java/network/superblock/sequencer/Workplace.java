package network.superblock.sequencer;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.LocalRefusal;

/**
 * Where drafts are built, beside the driver: orders are carried out one after the other and
 * answered by events. Every method returns at once.
 */
public interface Workplace {

  void order(SequencerEffect.RevertTo order);

  void order(SequencerEffect.RecoverBlocks order);

  void order(SequencerEffect.OpenDraft order);

  void order(SequencerEffect.AppendToDraft order);

  void order(SequencerEffect.RunSimulation order);

  /**
   * Seals the draft.
   *
   * @param xts the slot's xTs that name us: what the block must hold and what it must not
   */
  void order(SequencerEffect.SealBlock order, ChainXts xts);

  void returnToPool(List<Bytes> transactions);

  void refuse(Bytes transaction, LocalRefusal reason);

  /** The block store sends a block of ours. */
  void recovered(L2Block block);

  /** The driver has taken the last transaction that was offered, whatever came of it. */
  void offerSettled();

  /**
   * Whether local transactions may be offered.
   *
   * @param open they would be appended now
   */
  void draftIsOpen(boolean open);
}
