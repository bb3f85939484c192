package network.superblock.sequencer.anvil;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.wire.transaction.Wei;
import tools.jackson.databind.JsonNode;

/** Quantities and data as JSON-RPC writes them: 0x-hex. */
final class Hex {

  private Hex() {}

  static String of(long quantity) {
    return "0x" + Long.toHexString(quantity);
  }

  static String of(Wei amount) {
    return "0x" + amount.amount().toString(16);
  }

  static BigInteger integer(JsonNode node) {
    if (node.isIntegralNumber()) return node.bigIntegerValue();
    String text = text(node);
    if (!text.startsWith("0x")) throw malformed(node);
    try {
      return text.length() == 2 ? BigInteger.ZERO : new BigInteger(text.substring(2), 16);
    } catch (NumberFormatException e) {
      throw malformed(node);
    }
  }

  static long quantity(JsonNode node) {
    try {
      return integer(node).longValueExact();
    } catch (ArithmeticException e) {
      throw malformed(node);
    }
  }

  static Wei wei(JsonNode node) {
    return new Wei(integer(node));
  }

  static Bytes bytes(JsonNode node) {
    try {
      return Bytes.fromHex(text(node));
    } catch (IllegalArgumentException e) {
      throw malformed(node);
    }
  }

  static List<Bytes> bytesList(JsonNode array) {
    var list = new ArrayList<Bytes>();
    for (JsonNode item : array) list.add(bytes(item));
    return list;
  }

  /** A word, which some answers write as a quantity. */
  static Hash32 word(JsonNode node) {
    byte[] number = integer(node).toByteArray();
    var word = new byte[32];
    int length = Math.min(number.length, word.length);
    System.arraycopy(number, number.length - length, word, word.length - length, length);
    return Hash32.of(word);
  }

  static Hash32 hash(JsonNode node) {
    return new Hash32(bytes(node));
  }

  static Address address(JsonNode node) {
    return new Address(bytes(node));
  }

  static Optional<JsonNode> field(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  static JsonNode required(JsonNode node, String name) {
    return field(node, name)
        .orElseThrow(() -> new NodeUnavailableException("the node's answer has no " + name));
  }

  private static String text(JsonNode node) {
    if (!node.isString()) throw malformed(node);
    return node.stringValue();
  }

  private static NodeUnavailableException malformed(JsonNode node) {
    String text = node.toString();
    return new NodeUnavailableException(
        "not hex: " + text.substring(0, Math.min(text.length(), 80)));
  }
}
