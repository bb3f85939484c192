package network.superblock.sequencer.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.sequencer.SequencerActivity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0, single calls and batches. */
@RestController
class RpcController {

  private static final Logger log = LoggerFactory.getLogger(RpcController.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNodeFactory NODES = JSON.getNodeFactory();
  private static final int LARGEST_BATCH = 100;

  private final RpcMethods methods;

  RpcController(
      ChainId chain, SequencerActivity sequencer, JsonRpcClient node, MeterRegistry meters) {
    this.methods = new RpcMethods(chain, sequencer, node, meters);
  }

  @PostMapping(
      path = "/",
      consumes = MediaType.ALL_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Ethereum JSON-RPC 2.0 for wallets: sends transactions, reads the chain",
      description =
          "A call or a batch of at most 100. Own methods: eth_sendRawTransaction,"
              + " eth_sendXTransaction, superblock_simulateTransactions; eth_getTransactionCount"
              + " (pending) and eth_getTransactionByHash know the draft and the pool. Reads are"
              + " passed on to the execution node; every other method is refused with -32601.")
  Mono<String> call(@RequestBody(required = false) Mono<String> body) {
    return body.defaultIfEmpty("").flatMap(this::answer).map(JsonNode::toString);
  }

  private Mono<JsonNode> answer(String body) {
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (JacksonException _) {
      return Mono.just(error(NODES.nullNode(), RpcException.parseError()));
    }
    if (request.isMissingNode())
      return Mono.just(error(NODES.nullNode(), RpcException.parseError()));
    if (!request.isArray()) return single(request);
    if (request.isEmpty())
      return Mono.just(error(NODES.nullNode(), RpcException.invalidRequest("empty batch")));
    if (request.size() > LARGEST_BATCH)
      return Mono.just(error(NODES.nullNode(), RpcException.invalidRequest("batch too large")));
    return Flux.fromIterable(request)
        .concatMap(this::single)
        .reduce(NODES.arrayNode(), ArrayNode::add)
        .cast(JsonNode.class);
  }

  private Mono<JsonNode> single(JsonNode request) {
    JsonNode id = request.path("id");
    JsonNode method = request.path("method");
    JsonNode parameters = request.path("params");
    if (!request.isObject() || !method.isString() || id.isContainer())
      return Mono.just(error(idOf(id), RpcException.invalidRequest("invalid request")));
    if (!parameters.isArray() && !parameters.isMissingNode() && !parameters.isNull())
      return Mono.just(error(idOf(id), RpcException.invalidParams("non-array args")));
    JsonNode positional = parameters.isArray() ? parameters : NODES.arrayNode();
    return Mono.defer(() -> methods.call(method.stringValue(), positional))
        .map(result -> result(idOf(id), result))
        .onErrorResume(failure -> Mono.just(error(idOf(id), failure, method.stringValue())));
  }

  private static JsonNode result(JsonNode id, JsonNode result) {
    ObjectNode answer = answerTo(id);
    answer.set("result", result.isMissingNode() ? NODES.nullNode() : result);
    return answer;
  }

  private static JsonNode error(JsonNode id, Throwable failure, String method) {
    if (failure instanceof RpcException known) return error(id, known);
    String reference = UUID.randomUUID().toString();
    log.error("{} failed, reference {}", method, reference, failure);
    return error(id, RpcException.internal("internal error, reference " + reference));
  }

  private static JsonNode error(JsonNode id, RpcException failure) {
    ObjectNode answer = answerTo(id);
    answer.putObject("error").put("code", failure.code()).put("message", failure.text());
    return answer;
  }

  private static ObjectNode answerTo(JsonNode id) {
    ObjectNode answer = NODES.objectNode();
    answer.put("jsonrpc", "2.0").set("id", id);
    return answer;
  }

  private static JsonNode idOf(JsonNode id) {
    return id.isMissingNode() || id.isContainer() ? NODES.nullNode() : id;
  }
}
