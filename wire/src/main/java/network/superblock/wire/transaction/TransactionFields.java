package network.superblock.wire.transaction;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.wire.signature.Signature;

/** Where each field of a transaction stands in its RLP list. See EIP-155, EIP-2930, EIP-1559. */
final class TransactionFields {

  static final int ACCESS_LIST = 1;
  static final int DYNAMIC_FEE = 2;

  private static final int WORD = 32;
  private static final int PARITY_BIT = 255;

  private TransactionFields() {}

  /** How many fields stand before the signature. */
  static int countOf(Transaction.Type type) {
    return switch (type) {
      case LEGACY -> 6;
      case ACCESS_LIST -> 8;
      case DYNAMIC_FEE -> 9;
    };
  }

  static Transaction readLegacy(RlpList fields) throws MalformedRlpException {
    Wei gasPrice = wei(fields, 1);
    return new Transaction(
        Transaction.Type.LEGACY,
        fields.string(0).toLong(),
        fields.string(2).toLong(),
        gasPrice,
        gasPrice,
        recipient(fields.string(3)),
        wei(fields, 4),
        fields.string(5).value(),
        List.of());
  }

  static Transaction readTyped(Transaction.Type type, RlpList fields) throws MalformedRlpException {
    // EIP-1559 has two prices where EIP-2930 has one; everything after them is alike.
    int gas = type == Transaction.Type.DYNAMIC_FEE ? 4 : 3;
    return new Transaction(
        type,
        fields.string(1).toLong(),
        fields.string(gas).toLong(),
        wei(fields, gas - 1),
        wei(fields, 2),
        recipient(fields.string(gas + 1)),
        wei(fields, gas + 2),
        fields.string(gas + 3).value(),
        accessList(fields.list(gas + 4)));
  }

  /** What the sender signs. */
  static Hash32 signingHash(Transaction body, BigInteger chain) {
    List<RlpItem> fields = write(body, chain);
    if (body.type() == Transaction.Type.LEGACY)
      fields.addAll(List.of(RlpString.of(chain), RlpString.EMPTY, RlpString.EMPTY));
    return Keccak256.hash(enveloped(body.type(), RlpList.of(fields)));
  }

  /** The EIP-2718 encoding of a signed transaction. */
  static Bytes signed(Transaction body, BigInteger chain, Signature signature) {
    List<RlpItem> fields = write(body, chain);
    Bytes packed = signature.bytes();
    var s = new BigInteger(1, packed.slice(WORD, 2 * WORD).toArray());
    var parity = s.testBit(PARITY_BIT) ? BigInteger.ONE : BigInteger.ZERO;
    fields.add(
        RlpString.of(
            body.type() == Transaction.Type.LEGACY
                ? chain.shiftLeft(1).add(BigInteger.valueOf(35)).add(parity)
                : parity));
    fields.add(RlpString.of(new BigInteger(1, packed.slice(0, WORD).toArray())));
    fields.add(RlpString.of(s.clearBit(PARITY_BIT)));
    return enveloped(body.type(), RlpList.of(fields));
  }

  private static List<RlpItem> write(Transaction body, BigInteger chain) {
    var fields = new ArrayList<RlpItem>();
    if (body.type() != Transaction.Type.LEGACY) fields.add(RlpString.of(chain));
    fields.add(RlpString.of(body.nonce()));
    if (body.type() == Transaction.Type.DYNAMIC_FEE)
      fields.add(RlpString.of(body.tipCap().amount()));
    fields.add(RlpString.of(body.feeCap().amount()));
    fields.add(RlpString.of(body.gasLimit()));
    fields.add(body.recipient().map(RlpString::of).orElse(RlpString.EMPTY));
    fields.add(RlpString.of(body.value().amount()));
    fields.add(RlpString.of(body.data()));
    if (body.type() != Transaction.Type.LEGACY) fields.add(write(body.accessList()));
    return fields;
  }

  private static RlpList write(List<AccessListEntry> accessList) {
    return RlpList.of(
        accessList.stream()
            .map(entry ->
                RlpList.of(
                    RlpString.of(entry.account()),
                    RlpList.of(entry.storageKeys().stream().map(RlpString::of).toList())))
            .toList());
  }

  private static Bytes enveloped(Transaction.Type type, RlpList fields) {
    return switch (type) {
      case LEGACY -> fields.encoded();
      case ACCESS_LIST -> Bytes.of((byte) ACCESS_LIST).concat(fields.encoded());
      case DYNAMIC_FEE -> Bytes.of((byte) DYNAMIC_FEE).concat(fields.encoded());
    };
  }

  private static Wei wei(RlpList fields, int index) throws MalformedRlpException {
    return new Wei(fields.string(index).toUint256());
  }

  private static Optional<Address> recipient(RlpString field) throws MalformedRlpException {
    return field.isEmpty() ? Optional.empty() : Optional.of(field.toAddress());
  }

  private static List<AccessListEntry> accessList(RlpList list) throws MalformedRlpException {
    var entries = new ArrayList<AccessListEntry>();
    for (RlpItem item : list.items()) {
      RlpList entry = item.asList().sized(2, 2);
      var keys = new ArrayList<Hash32>();
      for (RlpItem key : entry.list(1).items()) keys.add(key.asString().toHash());
      entries.add(new AccessListEntry(entry.string(0).toAddress(), keys));
    }
    return entries;
  }
}
