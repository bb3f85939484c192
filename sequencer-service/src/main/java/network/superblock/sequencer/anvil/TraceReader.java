package network.superblock.sequencer.anvil;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.contracts.ContractLog;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.evm.AccountDiff;
import network.superblock.sequencer.evm.CallFrame;
import network.superblock.sequencer.evm.StateDiff;
import network.superblock.sequencer.evm.Trace;
import network.superblock.wire.transaction.Wei;
import tools.jackson.databind.JsonNode;

/** Reads what {@code callTracer} (with logs) and {@code prestateTracer} (in diff mode) answer. */
final class TraceReader {

  private TraceReader() {}

  static Trace read(JsonNode call, JsonNode prestate) {
    return new Trace(frame(call), Hex.quantity(Hex.required(call, "gasUsed")), diff(prestate));
  }

  static CallFrame frame(JsonNode call) {
    var logs = new ArrayList<CallFrame.Emitted>();
    for (JsonNode log : call.path("logs"))
      logs.add(new CallFrame.Emitted((int) Hex.quantity(Hex.required(log, "index")), log(log)));
    var calls = new ArrayList<CallFrame>();
    for (JsonNode inner : call.path("calls")) calls.add(frame(inner));
    return new CallFrame(
        kind(Hex.required(call, "type").asString()),
        Hex.address(Hex.required(call, "from")),
        Hex.field(call, "to").map(Hex::address),
        Hex.field(call, "input").map(Hex::bytes).orElse(Bytes.EMPTY),
        Hex.field(call, "output").map(Hex::bytes).orElse(Bytes.EMPTY),
        Hex.field(call, "error").map(JsonNode::asString),
        logs,
        calls);
  }

  static ContractLog log(JsonNode log) {
    List<Hash32> topics = new ArrayList<>();
    for (JsonNode topic : log.path("topics")) topics.add(Hex.hash(topic));
    return new ContractLog(
        Hex.address(Hex.required(log, "address")), topics, Hex.bytes(Hex.required(log, "data")));
  }

  /**
   * A value that is in {@code pre} and not in {@code post} was set to zero; an account that is in
   * {@code pre} and not in {@code post} is gone.
   */
  static StateDiff diff(JsonNode prestate) {
    JsonNode pre = Hex.required(prestate, "pre");
    JsonNode post = Hex.required(prestate, "post");
    var accounts = new TreeMap<Address, AccountDiff>();
    for (Map.Entry<String, JsonNode> before : pre.properties())
      accounts.put(
          Address.fromHex(before.getKey()),
          post.has(before.getKey())
              ? after(post.get(before.getKey()), storageKeys(before.getValue()))
              : AccountDiff.GONE);
    for (Map.Entry<String, JsonNode> created : post.properties())
      accounts.computeIfAbsent(
          Address.fromHex(created.getKey()), _ -> after(created.getValue(), List.of()));
    return new StateDiff(accounts);
  }

  private static AccountDiff after(JsonNode account, List<Hash32> writtenSlots) {
    Optional<Wei> balance = Hex.field(account, "balance").map(Hex::wei);
    Optional<Long> nonce = Hex.field(account, "nonce").map(Hex::quantity);
    Optional<Bytes> code = Hex.field(account, "code").map(Hex::bytes);
    SortedMap<Hash32, Hash32> storage = new TreeMap<>();
    for (Hash32 slot : writtenSlots) storage.put(slot, Hash32.ZERO);
    for (Map.Entry<String, JsonNode> slot : account.path("storage").properties())
      storage.put(Hash32.fromHex(slot.getKey()), Hex.word(slot.getValue()));
    return new AccountDiff(balance, nonce, code, storage);
  }

  private static List<Hash32> storageKeys(JsonNode account) {
    return account.path("storage").properties().stream()
        .map(slot -> Hash32.fromHex(slot.getKey()))
        .toList();
  }

  private static CallFrame.Kind kind(String type) {
    try {
      return CallFrame.Kind.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw new NodeUnavailableException("a call of unknown type: " + type, e);
    }
  }
}
