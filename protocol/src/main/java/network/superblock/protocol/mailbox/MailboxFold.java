package network.superblock.protocol.mailbox;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;

/** How a mailbox root takes in a message. See SBCP section 8. */
public final class MailboxFold {

  /** Where the data stands in {@code abi.encode(root, key, data)}: behind three words. */
  private static final Hash32 DATA_OFFSET = AbiWord.of(3 * AbiWord.SIZE);

  private MailboxFold() {}

  /** The root after {@code message}. */
  public static Hash32 fold(Hash32 root, MailboxMessage message) {
    return fold(root, MailboxKey.of(message.header()), message.data());
  }

  /** The root after the message of this key. */
  public static Hash32 fold(Hash32 root, MailboxKey key, Bytes data) {
    int padding = Math.floorMod(-data.size(), AbiWord.SIZE);
    return Hash32.of(
        new Keccak256()
            .update(root.bytes())
            .update(key.hash().bytes())
            .update(DATA_OFFSET.bytes())
            .update(AbiWord.of(data.size()).bytes())
            .update(data)
            .update(new byte[padding])
            .digest());
  }
}
