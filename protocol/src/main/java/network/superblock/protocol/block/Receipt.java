package network.superblock.protocol.block;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/** What a transaction came to. A failed one has no logs. */
public record Receipt(boolean succeeded, List<Log> logs) {

  /** The OP Stack's deposits, whose receipts end with up to two more fields. */
  private static final byte DEPOSIT_TYPE = 0x7e;

  private static final int FIELDS = 4;
  private static final RlpString SUCCESS = RlpString.of(1);

  public Receipt {
    logs = List.copyOf(logs);
  }

  /** An event of a contract. */
  public record Log(Address contract, List<Hash32> topics, Bytes data) {

    public Log {
      topics = List.copyOf(topics);
    }
  }

  /**
   * The receipt that {@code encoded} holds as the receipts trie does (EIP-2718).
   *
   * @throws MalformedRlpException if it holds none
   */
  public static Receipt decode(Bytes encoded) throws MalformedRlpException {
    boolean typed = !encoded.isEmpty() && encoded.get(0) >= 0;
    int extra = typed && encoded.get(0) == DEPOSIT_TYPE ? 2 : 0;
    Bytes rlp = typed ? encoded.slice(1, encoded.size()) : encoded;
    RlpList fields = RlpDecoder.decode(rlp, RlpLimits.BLOCK).asList().sized(FIELDS, FIELDS + extra);
    RlpString status = fields.string(0);
    if (!status.isEmpty() && !status.equals(SUCCESS))
      throw new MalformedRlpException("a receipt has the status " + status);
    List<Log> logs = new ArrayList<>();
    for (RlpItem log : fields.list(3).items()) logs.add(log(log.asList().sized(3, 3)));
    if (status.isEmpty() && !logs.isEmpty())
      throw new MalformedRlpException("a failed transaction has logs");
    return new Receipt(!status.isEmpty(), logs);
  }

  private static Log log(RlpList fields) throws MalformedRlpException {
    List<Hash32> topics = new ArrayList<>();
    for (RlpItem topic : fields.list(1).sized(0, 4).items()) topics.add(topic.asString().toHash());
    return new Log(fields.string(0).toAddress(), topics, fields.string(2).value());
  }
}
