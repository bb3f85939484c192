package network.superblock.runtime.l1;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import network.superblock.contracts.ContractCall;
import network.superblock.contracts.ContractLog;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls L1 through web3j. A call fails with a {@link JsonRpcException} for the node's own error or
 * with an {@link network.superblock.runtime.lifecycle.UnavailableException}.
 */
public final class L1Client {

  private final Web3j web3j;
  private final CallGuard guard;

  public L1Client(Web3j web3j, CallGuard guard) {
    this.web3j = web3j;
    this.guard = guard;
  }

  /** An event as it stands in a block. */
  public record PlacedLog(L1BlockRef block, Hash32 transaction, ContractLog log) {}

  /**
   * Makes a call that changes nothing, or nothing more when it is repeated.
   *
   * @return the result; empty where the node answers with null
   */
  public <T, R extends Response<T>> Mono<T> call(Function<Web3j, Request<?, R>> request) {
    return guard.repeatable(exchange(request));
  }

  /** Makes a call at most once; after an outage nobody knows whether it was made. */
  public <T, R extends Response<T>> Mono<T> callOnce(Function<Web3j, Request<?, R>> request) {
    return guard.once(exchange(request));
  }

  /** The last final block; empty while there is none. */
  public Mono<L1BlockRef> finalizedBlock() {
    return block(DefaultBlockParameterName.FINALIZED);
  }

  public Mono<L1BlockRef> latestBlock() {
    return block(DefaultBlockParameterName.LATEST);
  }

  /** The canonical block of that height; empty beyond the head. */
  public Mono<L1BlockRef> block(long number) {
    return block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)));
  }

  /** What a contract's function returns at the head of the chain. */
  public <R> Mono<R> read(Address contract, ContractCall<R> function) {
    return read(contract, function, DefaultBlockParameterName.LATEST);
  }

  /** What a contract's function returns at a block, which the node must still have the state of. */
  public <R> Mono<R> read(Address contract, ContractCall<R> function, L1BlockRef at) {
    return read(contract, function, DefaultBlockParameter.valueOf(BigInteger.valueOf(at.number())));
  }

  /** The events of a contract from one block to another, both included, in order. */
  @SuppressWarnings("rawtypes")
  public Mono<List<PlacedLog>> logs(Address contract, long from, long to) {
    var filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
            contract.toString());
    return call(web3 -> web3.ethGetLogs(filter))
        .map(found -> found.stream().map(each -> placed((Log) each.get())).toList());
  }

  private <R> Mono<R> read(Address contract, ContractCall<R> function, DefaultBlockParameter at) {
    var call =
        Transaction.createEthCallTransaction(
            null, contract.toString(), function.input().toString());
    return call(web3 -> web3.ethCall(call, at))
        .map(returned -> function.read(Bytes.fromHex(returned)));
  }

  private Mono<L1BlockRef> block(DefaultBlockParameter which) {
    return this.<EthBlock.Block, EthBlock>call(web3 -> web3.ethGetBlockByNumber(which, false))
        .map(block ->
            new L1BlockRef(block.getNumber().longValueExact(), Hash32.fromHex(block.getHash())));
  }

  private <T, R extends Response<T>> Mono<T> exchange(Function<Web3j, Request<?, R>> request) {
    return Mono.<T>create(sink -> answer(request, sink)).subscribeOn(Schedulers.boundedElastic());
  }

  /** Once the caller has given up waiting, nobody is left to be told of a failure. */
  private <T, R extends Response<T>> void answer(
      Function<Web3j, Request<?, R>> request, MonoSink<T> caller) {
    var isAlone = new AtomicBoolean();
    caller.onCancel(() -> isAlone.set(true));
    try {
      var made = request.apply(web3j);
      result(made.getMethod(), made.send()).ifPresentOrElse(caller::success, caller::success);
    } catch (IOException | RuntimeException e) {
      if (!isAlone.get()) caller.error(e);
    }
  }

  private static <T> Optional<T> result(String method, Response<T> response) {
    var error = response.getError();
    if (error != null)
      throw new JsonRpcException(
          method, error.getCode(), error.getMessage(), text(error.getData()));
    return Optional.ofNullable(response.getResult());
  }

  /** web3j keeps an error's data as JSON: a string still stands in its quotes. */
  private static @Nullable String text(@Nullable String json) {
    if (json == null) return null;
    try {
      var data = JsonMapper.shared().readTree(json);
      if (data.isNull()) return null;
      return data.isString() ? data.stringValue() : json;
    } catch (JacksonException _) {
      return json;
    }
  }

  private static PlacedLog placed(Log log) {
    return new PlacedLog(
        new L1BlockRef(log.getBlockNumber().longValueExact(), Hash32.fromHex(log.getBlockHash())),
        Hash32.fromHex(log.getTransactionHash()),
        new ContractLog(
            Address.fromHex(log.getAddress()),
            log.getTopics().stream().map(Hash32::fromHex).toList(),
            Bytes.fromHex(log.getData())));
  }
}
