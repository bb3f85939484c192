package network.superblock.protocol.message;

import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.MailboxState;

/** The block store's word on a submitted block. */
public sealed interface BlockVerdict extends ProtocolMessage {

  Slot slot();

  ChainId chain();

  Hash32 hash();

  /**
   * The block is valid by itself and durably stored.
   *
   * @param mailbox the proven fold counter and the roots of the pairs that the slot used
   */
  record Accepted(
      Slot slot,
      ChainId chain,
      BlockNumber number,
      Hash32 hash,
      Hash32 parentHash,
      List<XtId> includedXts,
      MailboxState mailbox)
      implements BlockVerdict {
    public Accepted {
      includedXts = List.copyOf(includedXts);
    }
  }

  /**
   * The block is invalid and changes nothing.
   *
   * @param reason a stable name, one for each rule
   * @param detail for people
   */
  record Rejected(Slot slot, ChainId chain, Hash32 hash, String reason, String detail)
      implements BlockVerdict {}
}
