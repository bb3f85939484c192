package network.superblock.protocol.trie;

import java.math.BigInteger;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/**
 * An account as the state trie holds it.
 *
 * @param balance in wei
 */
public record AccountState(
    BigInteger nonce, BigInteger balance, Hash32 storageRoot, Hash32 codeHash) {

  /** The value of the account's leaf. */
  public Bytes encoded() {
    return RlpList.of(
            RlpString.of(nonce),
            RlpString.of(balance),
            RlpString.of(storageRoot),
            RlpString.of(codeHash))
        .encoded();
  }

  static AccountState decode(Bytes encoded) throws MalformedRlpException {
    RlpList fields = RlpDecoder.decode(encoded, RlpLimits.TRIE_NODE).asList().sized(4, 4);
    return new AccountState(
        fields.string(0).toUint256(),
        fields.string(1).toUint256(),
        fields.string(2).toHash(),
        fields.string(3).toHash());
  }
}
