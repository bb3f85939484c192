package network.superblock.sequencer.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.jsonrpc.MalformedResponseException;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.runtime.simulation.SimulationJson;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.SequencerActivity;
import network.superblock.sequencer.draft.LegTrial;
import network.superblock.sequencer.draft.LocalAdmission;
import network.superblock.wire.transaction.SignedTransaction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** What each method does: our own, those that the node answers, and no others. */
final class RpcMethods {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ChainId chain;
  private final SequencerActivity sequencer;
  private final JsonRpcClient node;
  private final MeterRegistry meters;
  private final LegTrial trial = new LegTrial();

  RpcMethods(ChainId chain, SequencerActivity sequencer, JsonRpcClient node, MeterRegistry meters) {
    this.chain = chain;
    this.sequencer = sequencer;
    this.node = node;
    this.meters = meters;
  }

  /**
   * The result of a call.
   *
   * @return fails with an {@link RpcException}
   */
  Mono<JsonNode> call(String method, JsonNode parameters) {
    var given = new RpcParameters(parameters);
    return answer(method, given).onErrorMap(RpcMethods::asRpcError);
  }

  private Mono<JsonNode> answer(String method, RpcParameters given) {
    return switch (method) {
      case "eth_sendRawTransaction" -> blocking(() -> sendRawTransaction(given));
      case "eth_sendXTransaction" -> sendXTransaction(given);
      case "eth_getTransactionCount" ->
          given.text(1, "latest").equals("pending")
              ? blocking(() -> pendingCount(given))
              : pass(method, given);
      case "eth_getTransactionByHash" -> transactionByHash(given);
      case LegQuestion.METHOD -> blocking(() -> simulate(given));
      case "eth_accounts" -> Mono.just(NODES.arrayNode());
      default ->
          ReadMethods.contain(method)
              ? pass(method, given)
              : Mono.error(RpcException.methodNotFound(method));
    };
  }

  private JsonNode sendRawTransaction(RpcParameters given) {
    return switch (admission().submit(given.bytes(0))) {
      case LocalAdmission.Answer.Taken(var hash) -> {
        count("taken");
        yield StringNode.valueOf(hash.toString());
      }
      case LocalAdmission.Answer.Refused(var refusal) -> {
        count(refusal.kind().name().toLowerCase(Locale.ROOT));
        throw RpcException.refused(refusal.message());
      }
    };
  }

  private Mono<JsonNode> sendXTransaction(RpcParameters given) {
    XtRequest request = XtReader.read(given.required(0));
    return Mono.fromFuture(() -> running().outbox().forward(request))
        .thenReturn(StringNode.valueOf(request.id().toString()));
  }

  private JsonNode simulate(RpcParameters given) {
    LegQuestion question = question(given);
    return trial
        .run(admission(), question)
        .map(SimulationJson::write)
        .orElseThrow(() -> RpcException.limitExceeded("too many simulations are running"));
  }

  private static LegQuestion question(RpcParameters given) {
    try {
      return SimulationJson.question(given.required(0));
    } catch (IllegalArgumentException e) {
      throw RpcParameters.invalid(0, String.valueOf(e.getMessage()));
    }
  }

  private void count(String outcome) {
    meters.counter("superblock.sequencer.local.transactions", "outcome", outcome).increment();
  }

  private JsonNode pendingCount(RpcParameters given) {
    Address sender = given.address(0);
    return StringNode.valueOf("0x" + Long.toHexString(admission().pendingNonce(sender)));
  }

  private Mono<JsonNode> transactionByHash(RpcParameters given) {
    Optional<SignedTransaction> waiting = admission().find(given.hash(0));
    return waiting
        .<Mono<JsonNode>>map(found -> Mono.just(PendingTransactionJson.of(found, chain)))
        .orElseGet(() -> pass("eth_getTransactionByHash", given));
  }

  private Mono<JsonNode> pass(String method, RpcParameters given) {
    return node.call(method, given.array().values().toArray())
        .onErrorMap(RpcMethods::isSilence, _ -> noAnswer());
  }

  private LocalAdmission admission() {
    return running().admission();
  }

  private SequencerActivity.Running running() {
    return sequencer
        .running()
        .orElseThrow(() -> RpcException.internal("the sequencer is not ready"));
  }

  /** Our own methods wait for the node and for Postgres. */
  private static Mono<JsonNode> blocking(Callable<JsonNode> call) {
    return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
  }

  private static boolean isSilence(Throwable failure) {
    return failure instanceof UnavailableException || failure instanceof MalformedResponseException;
  }

  private static RpcException noAnswer() {
    return RpcException.internal("the execution node does not answer");
  }

  private static Throwable asRpcError(Throwable failure) {
    Throwable cause = Reason.unwrapped(failure);
    if (cause instanceof RpcException) return cause;
    if (cause instanceof NodeRefusedException refused)
      return RpcException.ofNode(refused.code(), String.valueOf(refused.getMessage()));
    // The node's own error keeps its code and words.
    if (cause instanceof JsonRpcException error)
      return RpcException.ofNode(error.code(), error.nodeMessage());
    if (cause instanceof NodeUnavailableException) return noAnswer();
    return Outage.is(failure)
        ? RpcException.internal("something that the sequencer depends on does not answer")
        : failure;
  }
}
