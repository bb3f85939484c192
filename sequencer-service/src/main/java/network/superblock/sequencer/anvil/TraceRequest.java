package network.superblock.sequencer.anvil;

import java.util.Map;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.runtime.jsonrpc.JsonRpcClient.Call;
import network.superblock.sequencer.evm.AccountDiff;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.StateDiff;
import network.superblock.wire.transaction.AccessListEntry;
import network.superblock.wire.transaction.Transaction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words a {@code debug_traceCall}: the transaction, the state and the block that it runs in. */
final class TraceRequest {

  private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

  private final ObjectNode transaction;
  private final ObjectNode state;
  private final ObjectNode block;
  private final String parent;

  TraceRequest(BlockEnvironment block, StateDiff state, Address sender, Transaction transaction) {
    this.transaction = transaction(sender, transaction);
    this.state = overrides(state);
    this.block = overrides(block);
    this.parent = Hex.of(block.number().value() - 1);
  }

  Call call() {
    return with("callTracer", "withLog");
  }

  Call diff() {
    return with("prestateTracer", "diffMode");
  }

  private Call with(String tracer, String flag) {
    ObjectNode options = JSON.objectNode().put("tracer", tracer);
    options.putObject("tracerConfig").put(flag, true);
    options.set("stateOverrides", state);
    options.set("blockOverrides", block);
    return Call.of("debug_traceCall", transaction, parent, options);
  }

  /** Without the nonce: the sender's in the overridden state is the one that counts. */
  private static ObjectNode transaction(Address sender, Transaction body) {
    ObjectNode request = JSON.objectNode();
    request.put("from", sender.toString());
    body.recipient().ifPresent(recipient -> request.put("to", recipient.toString()));
    request.put("gas", Hex.of(body.gasLimit()));
    request.put("value", Hex.of(body.value()));
    request.put("data", body.data().toString());
    switch (body.type()) {
      case LEGACY, ACCESS_LIST -> request.put("gasPrice", Hex.of(body.feeCap()));
      case DYNAMIC_FEE ->
          request
              .put("maxFeePerGas", Hex.of(body.feeCap()))
              .put("maxPriorityFeePerGas", Hex.of(body.tipCap()));
    }
    if (!body.accessList().isEmpty()) {
      ArrayNode list = request.putArray("accessList");
      for (AccessListEntry entry : body.accessList()) {
        ObjectNode item = list.addObject().put("address", entry.account().toString());
        ArrayNode keys = item.putArray("storageKeys");
        for (Hash32 key : entry.storageKeys()) keys.add(key.toString());
      }
    }
    return request;
  }

  private static ObjectNode overrides(StateDiff state) {
    ObjectNode accounts = JSON.objectNode();
    state.accounts().forEach((account, diff) -> accounts.set(account.toString(), override(diff)));
    return accounts;
  }

  private static ObjectNode override(AccountDiff diff) {
    ObjectNode account = JSON.objectNode();
    diff.balance().ifPresent(balance -> account.put("balance", Hex.of(balance)));
    diff.nonce().ifPresent(nonce -> account.put("nonce", Hex.of(nonce)));
    diff.code().ifPresent(code -> account.put("code", code.toString()));
    if (!diff.storage().isEmpty()) {
      ObjectNode storage = account.putObject("stateDiff");
      for (Map.Entry<Hash32, Hash32> slot : diff.storage().entrySet())
        storage.put(slot.getKey().toString(), slot.getValue().toString());
    }
    return account;
  }

  private static ObjectNode overrides(BlockEnvironment block) {
    return JSON.objectNode()
        .put("number", Hex.of(block.number().value()))
        .put("time", Hex.of(block.timestamp().getEpochSecond()))
        .put("baseFeePerGas", Hex.of(block.baseFee()))
        .put("gasLimit", Hex.of(block.gasLimit()))
        .put("feeRecipient", block.feeRecipient().toString())
        .put("prevRandao", block.randomness().toString());
  }
}
