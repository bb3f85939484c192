package network.superblock.superblock.l1;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.lifecycle.UnavailableException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import reactor.core.publisher.Mono;

/** Asks L1's node and waits for what it says. */
final class L1Rpc {

  private final L1Client l1;

  L1Rpc(L1Client l1) {
    this.l1 = l1;
  }

  L1Client client() {
    return l1;
  }

  /**
   * The node's result.
   *
   * @throws UnavailableException if there is none: a node that is busy or behind may have one later
   */
  <T, R extends Response<T>> T result(Function<Web3j, Request<?, R>> request) {
    return wait(l1.call(request));
  }

  /** The node's result, empty if what was asked for does not exist. */
  <T, R extends Response<T>> Optional<T> find(Function<Web3j, Request<?, R>> request) {
    return l1.call(request).onErrorMap(JsonRpcException.class, L1Rpc::refused).blockOptional();
  }

  /** What the call comes to; as {@link #result}. */
  <T> T wait(Mono<T> call) {
    return call.onErrorMap(JsonRpcException.class, L1Rpc::refused)
        .blockOptional()
        .orElseThrow(() -> noResult());
  }

  /** The request with other parameters than web3j can express. */
  @SuppressWarnings("unchecked")
  static <R extends Response<?>> Request<?, R> with(Request<?, R> request, Object... parameters) {
    var open = (Request<Object, R>) request;
    open.setParams(List.of(parameters));
    return open;
  }

  private static UnavailableException refused(JsonRpcException refusal) {
    return new UnavailableException("L1's node refuses " + refusal.getMessage(), refusal);
  }

  private static UnavailableException noResult() {
    var message = "L1's node has no result";
    return new UnavailableException(message, new IllegalStateException(message));
  }
}
