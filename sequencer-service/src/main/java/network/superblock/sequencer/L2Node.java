package network.superblock.sequencer;

import java.util.Map;
import network.superblock.contracts.MailboxContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.lifecycle.Dependency;
import network.superblock.sequencer.draft.Coordinator;
import tools.jackson.databind.JsonNode;

/** The execution node as a dependency: the right chain, with a mailbox that obeys our key. */
final class L2Node implements Dependency {

  private final JsonRpcClient rpc;
  private final ChainId chain;
  private final Coordinator coordinator;

  L2Node(JsonRpcClient rpc, ChainId chain, Coordinator coordinator) {
    this.rpc = rpc;
    this.chain = chain;
    this.coordinator = coordinator;
  }

  @Override
  public String name() {
    return "l2";
  }

  @Override
  public void open() {
    String found = ask("eth_chainId").asString();
    if (!found.equals("0x" + Long.toHexString(chain.value())))
      throw new IllegalStateException("the node is of chain %s, not %s".formatted(found, chain));
    Address obeyed = coordinatorOfMailbox();
    if (!obeyed.equals(coordinator.address()))
      throw new IllegalStateException(
          "the mailbox obeys %s, not %s".formatted(obeyed, coordinator.address()));
  }

  @Override
  public void probe() {
    var _ = ask("eth_blockNumber");
  }

  private JsonNode ask(String method, Object... params) {
    return rpc.call(method, params).blockOptional().orElseThrow();
  }

  private Address coordinatorOfMailbox() {
    var question = MailboxContract.coordinator();
    var call = Map.of("to", coordinator.mailbox().toString(), "data", question.input().toString());
    Bytes answer = Bytes.fromHex(ask("eth_call", call, "latest").asString());
    if (answer.isEmpty())
      throw new IllegalStateException("there is no mailbox at " + coordinator.mailbox());
    return question.read(answer);
  }
}
