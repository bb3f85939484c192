package network.superblock.wire.transaction;

import java.math.BigInteger;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.wire.signature.SigningKey;

/**
 * A transaction with who signed it. Valid for one chain, the decoder's.
 *
 * @param raw the EIP-2718 encoding
 * @param hash Keccak-256 of it
 */
public record SignedTransaction(Bytes raw, Hash32 hash, Address sender, Transaction body) {

  public static SignedTransaction sign(Transaction body, SigningKey key, ChainId chain) {
    BigInteger id = BigInteger.valueOf(chain.value());
    Hash32 signed = TransactionFields.signingHash(body, id);
    Bytes raw = TransactionFields.signed(body, id, key.sign(signed));
    return new SignedTransaction(raw, Keccak256.hash(raw), key.address(), body);
  }

  public long nonce() {
    return body.nonce();
  }

  @Override
  public String toString() {
    return "%s of %s, nonce %d".formatted(hash, sender, nonce());
  }
}
