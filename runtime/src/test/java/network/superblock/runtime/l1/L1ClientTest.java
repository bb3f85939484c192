package network.superblock.runtime.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import network.superblock.contracts.RegistryContract;
import network.superblock.contracts.Revert;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.jsonrpc.TestNodes;
import network.superblock.runtime.lifecycle.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlockNumber;
import org.web3j.protocol.http.HttpService;
import reactor.core.publisher.Hooks;

@Timeout(60)
class L1ClientTest {

  private static final String STRANGER = "0x" + "11".repeat(20);

  /** What web3j hands out is JSON, in which a string stands in its quotes. */
  @Test
  void whatARevertReturnsIsPlainHex() {
    try (var node = EthereumNode.start(NodeOptions.l2(1))) {
      var chain = new L1Chain(node);
      var web3j = Web3j.build(new HttpService(node.rpc().toString()));
      var l1 = new L1Client(web3j, TestNodes.guard(Duration.ofSeconds(5)));
      var call =
          Transaction.createEthCallTransaction(
              STRANGER,
              chain.registry().toString(),
              RegistryContract.deactivate(new ChainId(77777)).toString());
      assertThatThrownBy(
              () -> l1.call(web3 -> web3.ethCall(call, DefaultBlockParameterName.LATEST)).block())
          .isInstanceOfSatisfying(
              JsonRpcException.class,
              refusal -> {
                var data = Objects.requireNonNull(refusal.data());
                assertThat(Revert.of(Bytes.fromHex(data)).text())
                    .contains("OwnableUnauthorizedAccount");
              });
    }
  }

  /** An operator would read of it in a stack trace that tells nothing. */
  @Test
  void aFailureThatComesAfterTheTimeoutIsToldNobody() throws Exception {
    var dropped = new ConcurrentLinkedQueue<Throwable>();
    Hooks.onErrorDropped(dropped::add);
    try {
      var web3j = Web3j.build(new HttpService("http://127.0.0.1:1"));
      var l1 = new L1Client(web3j, TestNodes.guard(Duration.ofMillis(100)));
      var silent = new SilentRequest();
      assertThatThrownBy(() -> l1.callOnce(_ -> silent).block())
          .isInstanceOf(UnavailableException.class);
      var caller = silent.interrupted.get();
      // Back in its pool, after whatever became of the failure.
      await().until(() -> caller.getState() != Thread.State.RUNNABLE);
      assertThat(dropped).isEmpty();
    } finally {
      Hooks.resetOnErrorDropped();
    }
  }

  /** Is answered never, and fails when its thread is interrupted. */
  private static final class SilentRequest extends Request<String, EthBlockNumber> {

    private final CompletableFuture<Thread> interrupted = new CompletableFuture<>();

    @Override
    public EthBlockNumber send() throws InterruptedIOException {
      try {
        new CountDownLatch(1).await();
        return new EthBlockNumber();
      } catch (InterruptedException _) {
        interrupted.complete(Thread.currentThread());
        throw new InterruptedIOException("interrupted");
      }
    }
  }
}
