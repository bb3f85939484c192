package network.superblock.sequencer.http;

import java.util.function.Function;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import tools.jackson.databind.JsonNode;

/** The positional parameters of a call, taken one by one with go-ethereum's complaints. */
record RpcParameters(JsonNode array) {

  Bytes bytes(int index) {
    return hex(index, Bytes::fromHex);
  }

  Address address(int index) {
    return hex(index, Address::fromHex);
  }

  Hash32 hash(int index) {
    return hex(index, Hash32::fromHex);
  }

  JsonNode required(int index) {
    JsonNode value = array.path(index);
    if (value.isMissingNode() || value.isNull())
      throw RpcException.invalidParams("missing value for required argument " + index);
    return value;
  }

  String text(int index, String otherwise) {
    return array.path(index).asString(otherwise);
  }

  private <T> T hex(int index, Function<String, T> parse) {
    JsonNode value = required(index);
    if (!value.isString() || !value.stringValue().startsWith("0x"))
      throw invalid(index, "hex string without 0x prefix");
    try {
      return parse.apply(value.stringValue());
    } catch (IllegalArgumentException e) {
      throw invalid(index, String.valueOf(e.getMessage()));
    }
  }

  static RpcException invalid(int index, String what) {
    return RpcException.invalidParams("invalid argument %d: %s".formatted(index, what));
  }
}
