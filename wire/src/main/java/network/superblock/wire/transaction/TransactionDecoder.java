package network.superblock.wire.transaction;

import java.math.BigInteger;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.wire.signature.Signature;
import network.superblock.wire.transaction.TransactionDecoding.Decoded;
import network.superblock.wire.transaction.TransactionDecoding.Malformed;
import network.superblock.wire.transaction.TransactionDecoding.WrongChain;

/**
 * Reads signed transactions of one chain: legacy with replay protection, EIP-2930 and EIP-1559.
 * Only the canonical encoding is taken, so that a transaction has one hash.
 */
public final class TransactionDecoder {

  /** Bytes of the largest transaction that go-ethereum's pool takes. */
  public static final int MAX_SIZE = 128 * 1024;

  private static final int FIRST_LIST_PREFIX = 0xc0;
  private static final int FIRST_STRING_PREFIX = 0x80;

  private final ChainId chain;
  private final BigInteger chainNumber;

  public TransactionDecoder(ChainId chain) {
    this.chain = chain;
    this.chainNumber = BigInteger.valueOf(chain.value());
  }

  /** Never throws, whatever the bytes. */
  public TransactionDecoding decode(Bytes raw) {
    if (raw.isEmpty()) return malformed("typed transaction too short");
    if (raw.size() > MAX_SIZE)
      return malformed(
          "oversized data: transaction size %d, limit %d".formatted(raw.size(), MAX_SIZE));
    int first = raw.get(0) & 0xff;
    try {
      if (first >= FIRST_LIST_PREFIX) return legacy(raw);
      if (first >= FIRST_STRING_PREFIX)
        return malformed("rlp: expected input list for types.LegacyTx");
      if (raw.size() == 1) return malformed("typed transaction too short");
      return switch (first) {
        case TransactionFields.ACCESS_LIST -> typed(Transaction.Type.ACCESS_LIST, raw);
        case TransactionFields.DYNAMIC_FEE -> typed(Transaction.Type.DYNAMIC_FEE, raw);
        default -> malformed("transaction type not supported");
      };
    } catch (MalformedRlpException malformed) {
      return malformed("rlp: " + malformed.reason());
    }
  }

  private TransactionDecoding legacy(Bytes raw) throws MalformedRlpException {
    RlpList fields = RlpDecoder.decode(raw, RlpLimits.TRANSACTION).asList().sized(9, 9);
    Transaction body = TransactionFields.readLegacy(fields);
    BigInteger v = fields.string(6).toUint256();
    if (v.equals(BigInteger.valueOf(27)) || v.equals(BigInteger.valueOf(28)))
      return malformed("only replay-protected (EIP-155) transactions allowed over RPC");
    // EIP-155: v = 35 + 2 * chain + parity.
    BigInteger shifted = v.subtract(BigInteger.valueOf(35));
    if (shifted.signum() < 0) return invalidSignature();
    BigInteger signedFor = shifted.shiftRight(1);
    if (!signedFor.equals(chainNumber)) return new WrongChain(signedFor, chain);
    return recovered(raw, body, shifted.testBit(0) ? 1 : 0, fields, 7);
  }

  private TransactionDecoding typed(Transaction.Type type, Bytes raw) throws MalformedRlpException {
    RlpList fields = RlpDecoder.decode(raw.slice(1, raw.size()), RlpLimits.TRANSACTION).asList();
    int unsigned = TransactionFields.countOf(type);
    fields.sized(unsigned + 3, unsigned + 3);
    BigInteger signedFor = fields.string(0).toUint256();
    Transaction body = TransactionFields.readTyped(type, fields);
    if (!signedFor.equals(chainNumber)) return new WrongChain(signedFor, chain);
    BigInteger parity = fields.string(unsigned).toUint256();
    if (parity.bitLength() > 1) return invalidSignature();
    return recovered(raw, body, parity.intValue(), fields, unsigned + 1);
  }

  private TransactionDecoding recovered(
      Bytes raw, Transaction body, int parity, RlpList fields, int r) throws MalformedRlpException {
    Hash32 signed = TransactionFields.signingHash(body, chainNumber);
    return signature(fields.string(r).toUint256(), fields.string(r + 1).toUint256(), parity)
        .flatMap(signature -> signature.signerOf(signed))
        .<TransactionDecoding>map(
            sender -> new Decoded(new SignedTransaction(raw, Keccak256.hash(raw), sender, body)))
        .orElseGet(() -> invalidSignature());
  }

  /** Packed as EIP-2098 does; a larger s is high and refused anyway (EIP-2). */
  private static Optional<Signature> signature(BigInteger r, BigInteger s, int parity) {
    if (s.bitLength() > 255) return Optional.empty();
    BigInteger packed = parity == 1 ? s.setBit(255) : s;
    return Optional.of(new Signature(word(r).concat(word(packed))));
  }

  private static Bytes word(BigInteger number) {
    byte[] bytes = number.toByteArray();
    var word = new byte[32];
    int length = Math.min(bytes.length, word.length);
    System.arraycopy(bytes, bytes.length - length, word, word.length - length, length);
    return Bytes.of(word);
  }

  private static TransactionDecoding invalidSignature() {
    return malformed("invalid sender: invalid transaction v, r, s values");
  }

  private static TransactionDecoding malformed(String message) {
    return new Malformed(message);
  }
}
