package network.superblock.protocol.message;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;

/**
 * The canonical serialization of an XTRequest: protobuf, fields ascending, none unknown. It stands
 * here because the identity is a protocol fact; the wire module's tests hold both encodings equal.
 */
final class XtIdentity {

  // Field numbers 1 and 2, wire type LEN.
  private static final int FIELD_1 = 0x0a;
  private static final int FIELD_2 = 0x12;

  private XtIdentity() {}

  static XtId of(XtRequest request) {
    var out = new ByteArrayOutputStream();
    for (var leg : request.transactions()) writeField(out, FIELD_1, serialize(leg));
    return new XtId(Hash32.of(sha256(out.toByteArray())));
  }

  private static byte[] serialize(TransactionRequest leg) {
    var out = new ByteArrayOutputStream();
    writeField(out, FIELD_1, minimalBigEndian(leg.chain()));
    for (var transaction : leg.transactions()) writeField(out, FIELD_2, transaction.toArray());
    return out.toByteArray();
  }

  private static byte[] minimalBigEndian(ChainId chain) {
    var bytes = BigInteger.valueOf(chain.value()).toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static void writeField(ByteArrayOutputStream out, int tag, byte[] value) {
    out.write(tag);
    writeVarint(out, value.length);
    out.writeBytes(value);
  }

  private static void writeVarint(ByteArrayOutputStream out, int value) {
    var rest = value;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
