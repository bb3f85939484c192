package network.superblock.protocol.block;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/**
 * What the protocol reads of an Ethereum block's header.
 *
 * @param hash of the whole header
 * @param timestamp in seconds since 1970
 */
public record BlockHeader(
    Hash32 hash,
    Hash32 parentHash,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    BlockNumber number,
    long timestamp) {

  private static final Hash32 NO_OMMERS = RlpList.of().hash();

  /** Each fork appends fields: Frontier had 15, Prague has 21. */
  private static final int MIN_FIELDS = 15;

  private static final int MAX_FIELDS = 32;

  static BlockHeader decode(RlpList fields) throws MalformedRlpException {
    fields.sized(MIN_FIELDS, MAX_FIELDS);
    for (int i = 0; i < fields.size(); i++) {
      RlpString _ = fields.string(i);
    }
    if (!fields.string(1).toHash().equals(NO_OMMERS))
      throw new MalformedRlpException("the header names ommers");
    return new BlockHeader(
        fields.hash(),
        fields.string(0).toHash(),
        fields.string(3).toHash(),
        fields.string(4).toHash(),
        fields.string(5).toHash(),
        new BlockNumber(fields.string(8).toLong()),
        fields.string(11).toLong());
  }
}
