package network.superblock.sequencer.anvil;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.sequencer.NodeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives contracts back the code that anvil loses: the past states of a restarted anvil hold the
 * hashes of code but not the code, so that a rollback to one of them leaves contracts empty.
 */
final class CodeRescue {

  private static final Logger log = LoggerFactory.getLogger(CodeRescue.class);

  private final NodeCalls rpc;
  private final SortedMap<Address, Bytes> codes;

  private CodeRescue(NodeCalls rpc, SortedMap<Address, Bytes> codes) {
    this.rpc = rpc;
    this.codes = codes;
  }

  /** Remembers the code of every contract as it is now. */
  static CodeRescue before(NodeCalls rpc) {
    var codes = new TreeMap<Address, Bytes>();
    JsonNode accounts = Hex.required(dump(rpc), "accounts");
    for (Map.Entry<String, JsonNode> account : accounts.properties()) {
      Bytes code = Hex.bytes(Hex.required(account.getValue(), "code"));
      if (!code.isEmpty()) codes.put(Address.fromHex(account.getKey()), code);
    }
    return new CodeRescue(rpc, codes);
  }

  /** Restores what was lost since. */
  void restore() {
    for (Map.Entry<Address, Bytes> contract : codes.entrySet()) {
      String address = contract.getKey().toString();
      Bytes code = contract.getValue();
      boolean lost =
          Hex.bytes(rpc.call("eth_getCode", address, "latest")).isEmpty()
              && codeHash(address).equals(Keccak256.hash(code).toString());
      if (lost) {
        log.info("the node lost the code of {} in a rollback; restored", address);
        rpc.call("anvil_setCode", address, code.toString());
      }
    }
  }

  private String codeHash(String address) {
    return Hex.required(rpc.call("eth_getProof", address, new Object[0], "latest"), "codeHash")
        .asString();
  }

  private static JsonNode dump(NodeCalls rpc) {
    byte[] compressed = Hex.bytes(rpc.call("anvil_dumpState")).toArray();
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return JsonMapper.shared().readTree(unzipped);
    } catch (IOException | JacksonException e) {
      throw new NodeUnavailableException("the node's state cannot be read", e);
    }
  }
}
