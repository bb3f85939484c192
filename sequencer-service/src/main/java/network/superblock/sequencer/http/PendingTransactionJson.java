package network.superblock.sequencer.http;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.wire.transaction.AccessListEntry;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A transaction that is in no block yet, as {@code eth_getTransactionByHash} shows it. */
final class PendingTransactionJson {

  private PendingTransactionJson() {}

  static ObjectNode of(SignedTransaction transaction, ChainId chain) {
    Transaction body = transaction.body();
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.putNull("blockHash").putNull("blockNumber").putNull("transactionIndex");
    json.put("hash", transaction.hash().toString());
    json.put("from", transaction.sender().toString());
    body.recipient().ifPresentOrElse(to -> json.put("to", to.toString()), () -> json.putNull("to"));
    json.put("nonce", hex(body.nonce()));
    json.put("gas", hex(body.gasLimit()));
    json.put("gasPrice", hex(body.feeCap()));
    json.put("value", hex(body.value()));
    json.put("input", body.data().toString());
    json.put("chainId", hex(chain.value()));
    json.put("type", hex(number(body.type())));
    if (body.type() == Transaction.Type.DYNAMIC_FEE) {
      json.put("maxFeePerGas", hex(body.feeCap()));
      json.put("maxPriorityFeePerGas", hex(body.tipCap()));
    }
    if (body.type() != Transaction.Type.LEGACY) accessList(body, json.putArray("accessList"));
    signature(transaction, json);
    return json;
  }

  private static void accessList(Transaction body, ArrayNode list) {
    for (AccessListEntry entry : body.accessList()) {
      ObjectNode item = list.addObject().put("address", entry.account().toString());
      ArrayNode keys = item.putArray("storageKeys");
      entry.storageKeys().forEach(key -> keys.add(key.toString()));
    }
  }

  /** The last three fields of the encoding. */
  private static void signature(SignedTransaction transaction, ObjectNode json) {
    boolean typed = transaction.body().type() != Transaction.Type.LEGACY;
    Bytes raw = transaction.raw();
    try {
      RlpList fields =
          RlpDecoder.decode(typed ? raw.slice(1, raw.size()) : raw, RlpLimits.TRANSACTION).asList();
      int v = fields.size() - 3;
      json.put("v", "0x" + fields.string(v).toUint256().toString(16));
      json.put("r", "0x" + fields.string(v + 1).toUint256().toString(16));
      json.put("s", "0x" + fields.string(v + 2).toUint256().toString(16));
      if (typed) json.put("yParity", "0x" + fields.string(v).toUint256().toString(16));
    } catch (MalformedRlpException e) {
      throw new IllegalStateException("a decoded transaction is no RLP", e);
    }
  }

  private static long number(Transaction.Type type) {
    return switch (type) {
      case LEGACY -> 0;
      case ACCESS_LIST -> 1;
      case DYNAMIC_FEE -> 2;
    };
  }

  private static String hex(long quantity) {
    return "0x" + Long.toHexString(quantity);
  }

  private static String hex(Wei amount) {
    return "0x" + amount.amount().toString(16);
  }
}
