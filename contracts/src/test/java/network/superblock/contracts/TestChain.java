package network.superblock.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.trie.AccountState;
import network.superblock.protocol.trie.Proven;
import network.superblock.protocol.trie.StateProof;
import tools.jackson.databind.JsonNode;

/** A node as the tests use it: any address may send, every transaction gets its block. */
final class TestChain implements AutoCloseable {

  private static final String GAS = "0x989680";

  private final ChainId id;
  private final AnvilNode node;
  private final JsonRpc rpc;
  private int accounts;

  private TestChain(ChainId id, AnvilNode node) {
    this.id = id;
    this.node = node;
    this.rpc = new JsonRpc(node.endpoint());
  }

  static TestChain start(long id) {
    var chain = new ChainId(id);
    return new TestChain(chain, AnvilNode.start(chain));
  }

  ChainId id() {
    return id;
  }

  /** An account that has sent nothing yet; the n-th one of every chain is the same. */
  Address newAccount() {
    accounts++;
    return funded(
        Address.of(ByteBuffer.allocate(20).put((byte) 0xac).putInt(16, accounts).array()));
  }

  Address funded(Address account) {
    rpc.result("anvil_setBalance", account.toString(), "0xde0b6b3a7640000");
    return account;
  }

  Address deploy(Address from, Bytes creation) {
    JsonNode receipt =
        mine(Map.of("from", from.toString(), "data", creation.toString(), "gas", GAS));
    return Address.fromHex(receipt.required("contractAddress").stringValue());
  }

  /** Sends a transaction that must succeed; its logs. */
  List<ContractLog> send(Address from, Address to, Bytes input) {
    JsonNode receipt =
        mine(
            Map.of(
                "from", from.toString(),
                "to", to.toString(),
                "data", input.toString(),
                "gas", GAS));
    var logs = new ArrayList<ContractLog>();
    for (JsonNode log : receipt.required("logs")) {
      var topics = new ArrayList<Hash32>();
      for (JsonNode topic : log.required("topics")) topics.add(hash(topic));
      logs.add(
          new ContractLog(address(log.required("address")), topics, bytes(log.required("data"))));
    }
    return logs;
  }

  <R> R read(Address contract, ContractCall<R> call) {
    return readAs(contract, contract, call);
  }

  <R> R readAs(Address from, Address to, ContractCall<R> call) {
    return call.read(bytes(rpc.result("eth_call", request(from, to, call.input()), "latest")));
  }

  /** Why a call that must revert does so. */
  Revert refusal(Address from, Address to, Bytes input) {
    JsonNode error = rpc.error("eth_call", request(from, to, input), "latest");
    return Revert.of(error.has("data") ? bytes(error.required("data")) : Bytes.EMPTY);
  }

  /** The outermost frame of a simulated call. */
  JsonNode trace(Address from, Address to, Bytes input) {
    return rpc.result(
        "debug_traceCall", request(from, to, input), "latest", Map.of("tracer", "callTracer"));
  }

  /** What the node proves of a storage slot under the last block's state root. */
  Proven<Hash32> prove(Address contract, Hash32 slot) {
    JsonNode block = rpc.result("eth_getBlockByNumber", "latest", false);
    JsonNode proof =
        rpc.result("eth_getProof", contract.toString(), List.of(slot.toString()), "latest");
    Proven<AccountState> account =
        StateProof.account(
            hash(block.required("stateRoot")), contract, nodes(proof.required("accountProof")));
    assertThat(account).isInstanceOf(Proven.Present.class);
    var state = ((Proven.Present<AccountState>) account).value();
    JsonNode storage = proof.required("storageProof").get(0);
    return StateProof.storage(state.storageRoot(), slot, nodes(storage.required("proof")));
  }

  @Override
  public void close() {
    rpc.close();
    node.close();
  }

  private JsonNode mine(Map<String, String> transaction) {
    String hash = rpc.result("eth_sendTransaction", transaction).stringValue();
    rpc.result("evm_mine");
    JsonNode receipt = rpc.result("eth_getTransactionReceipt", hash);
    assertThat(receipt.required("status").stringValue()).as("receipt %s", receipt).isEqualTo("0x1");
    return receipt;
  }

  private static Map<String, String> request(Address from, Address to, Bytes input) {
    return Map.of("from", from.toString(), "to", to.toString(), "data", input.toString());
  }

  private static List<Bytes> nodes(JsonNode proof) {
    var nodes = new ArrayList<Bytes>();
    for (JsonNode node : proof) nodes.add(bytes(node));
    return nodes;
  }

  static Address address(JsonNode hex) {
    return Address.fromHex(hex.stringValue());
  }

  static Bytes bytes(JsonNode hex) {
    return Bytes.fromHex(hex.stringValue());
  }

  private static Hash32 hash(JsonNode hex) {
    return Hash32.fromHex(hex.stringValue());
  }
}
