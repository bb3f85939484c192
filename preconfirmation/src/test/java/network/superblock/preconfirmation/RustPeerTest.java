package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.preconfirmation.ssz.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A peer that serves as the Rust nodes do: it reads requests strictly, serves eight in a window
 * (shorter here) and drops the rest without a word. A node that asks it for more than that, as it
 * may by accident, still learns everything.
 */
@Timeout(120)
class RustPeerTest {

  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final int BLOCKS = 30;
  private static final int PAGE = 5;

  private final List<SignedCommitment> blocks = chain(BLOCKS);
  private final Map<Bytes, Bytes> lists =
      IntStream.rangeClosed(1, BLOCKS)
          .mapToObj(number -> txList(number))
          .collect(
              Collectors.toMap(list -> new TxListRequest(list.hash()).encode(), RawTxList::encode));
  private final AtomicInteger strange = new AtomicInteger();
  private final Libp2pHost rust =
      Libp2pHost.start(HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0"), Identity.generate());
  private final TestNode node =
      TestNode.start(
          TestNode.config()
              .withMaxCommitmentsPerPage(PAGE)
              .withPace(new SdkConfig.Pace(1000, 8, WINDOW)));

  @AfterEach
  void stop() {
    node.close();
    rust.close();
  }

  @Test
  void catchesUpThoughRequestsAreDroppedSilently() {
    var protocols = TestNode.config().protocols();
    serve(protocols.head(), "04000000"::equals, _ -> head());
    serve(protocols.commitments(), hex -> hex.length() == 72, this::page);
    serve(protocols.txList(), hex -> hex.length() == 64, lists::get);
    node.node().host().dial(rust.addresses().getFirst()).toCompletableFuture().join();
    node.sdk().startCatchUp().join();
    eventually("every block", () -> node.headNumber() == BLOCKS);
    eventually("every list", () -> node.sdk().storage().missingTxLists(10).isEmpty());
    assertThat(node.sdk().storage().commitments(UInt256.ZERO, 100))
        .extracting(known -> known.signed())
        .containsExactlyElementsOf(blocks);
    assertThat(strange).as("requests that a strict reader refuses").hasValue(0);
    assertThat(
            node.metrics()
                .value(SdkMetrics.REQUESTS, "protocol", "get_raw_txlist", "outcome", "dropped"))
        .isPositive();
    assertThat(node.node().peers().getFirst().conduct()).as("it is not blamed").isNotNegative();
  }

  private void serve(
      RequestProtocol protocol, Function<String, Boolean> isStrict, Function<Bytes, Bytes> answer) {
    rust.serve(
        protocol.withRate(8, WINDOW),
        (_, request) -> {
          if (isStrict.apply(request.toHex())) return Optional.of(answer.apply(request));
          strange.incrementAndGet();
          return Optional.empty();
        });
  }

  private Bytes head() {
    return PreconfHead.of(blocks.getLast().preconfirmation()).encode();
  }

  private Bytes page(Bytes request) {
    var asked = CommitmentsRequest.decode(request);
    var from = Math.toIntExact(asked.start().saturated()) - 1;
    var to = Math.min(from + (int) asked.maxCount(), BLOCKS);
    return new CommitmentsPage(blocks.subList(from, to)).encode();
  }
}
