package network.superblock.sequencer.anvil;

import java.util.List;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.jsonrpc.JsonRpcClient.Call;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.jsonrpc.MalformedResponseException;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Calls of the execution node for callers that have nothing else to do until it has answered. A
 * call fails as those of {@link network.superblock.sequencer.ExecutionNode} do.
 */
final class NodeCalls {

  private final JsonRpcClient client;

  NodeCalls(JsonRpcClient client) {
    this.client = client;
  }

  /** Reads, or changes nothing more when it is called again. */
  JsonNode call(String method, Object... params) {
    return answerOf(client.call(method, params));
  }

  /** Called at most once. */
  JsonNode callOnce(String method, Object... params) {
    return answerOf(client.callOnce(method, params));
  }

  /** Reads several values in one exchange. */
  List<JsonNode> callAll(List<Call> calls) {
    return answerOf(client.callAll(calls));
  }

  private static <T> T answerOf(Mono<T> call) {
    try {
      return call.blockOptional().orElseThrow();
    } catch (JsonRpcException e) {
      throw new NodeRefusedException(e.code(), e.nodeMessage());
    } catch (MalformedResponseException e) {
      throw new NodeUnavailableException("the node's answer makes no sense", e);
    } catch (UnavailableException e) {
      throw new NodeUnavailableException("the execution node does not answer: " + Reason.of(e), e);
    }
  }
}
