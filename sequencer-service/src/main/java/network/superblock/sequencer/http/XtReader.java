package network.superblock.sequencer.http;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.XtDecoding;
import tools.jackson.databind.JsonNode;

/**
 * Reads the parameter of {@code eth_sendXTransaction}: a serialized XTRequest (or a Message that
 * carries one) in hex, or {@code {"transactions": [{"chainId": .., "rawTransactions": [..]}]}}.
 */
final class XtReader {

  private XtReader() {}

  static XtRequest read(JsonNode parameter) {
    try {
      if (parameter.isString()) return decode(Bytes.fromHex(parameter.stringValue()));
      if (parameter.isObject()) return fromJson(parameter);
    } catch (IllegalArgumentException e) {
      throw RpcParameters.invalid(0, String.valueOf(e.getMessage()));
    }
    throw RpcParameters.invalid(0, "neither hex nor an object");
  }

  private static XtRequest decode(Bytes bytes) {
    if (MessageCodec.decode(bytes) instanceof Decoding.Decoded(_, XtRequest request))
      return request;
    return switch (MessageCodec.decodeXtRequest(bytes)) {
      case XtDecoding.Decoded(var request) -> request;
      case XtDecoding.Malformed(var reason) -> throw new IllegalArgumentException(reason);
    };
  }

  private static XtRequest fromJson(JsonNode parameter) {
    var legs = new ArrayList<TransactionRequest>();
    for (JsonNode leg : list(parameter, "transactions")) {
      List<Bytes> transactions = new ArrayList<>();
      for (JsonNode raw : list(leg, "rawTransactions")) {
        if (!raw.isString()) throw new IllegalArgumentException("a raw transaction is hex");
        transactions.add(Bytes.fromHex(raw.stringValue()));
      }
      legs.add(new TransactionRequest(chain(leg.path("chainId")), transactions));
    }
    return new XtRequest(legs);
  }

  private static JsonNode list(JsonNode parent, String name) {
    JsonNode list = parent.path(name);
    if (!list.isArray()) throw new IllegalArgumentException(name + " is missing or no array");
    return list;
  }

  private static ChainId chain(JsonNode id) {
    if (id.isIntegralNumber() && id.canConvertToLong()) return new ChainId(id.longValue());
    if (id.isString() && id.stringValue().startsWith("0x"))
      return new ChainId(Long.parseLong(id.stringValue().substring(2), 16));
    throw new IllegalArgumentException("chainId is missing or no number");
  }
}
