package network.superblock.devnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.superblock.cli.trace.TraceText;
import network.superblock.cli.trace.TracedSpan;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import network.superblock.runtime.tracing.XtTracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace for an xT, whichever services it passes. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
class TraceTest {

  private static final DevKey USER = Accounts.user(15);

  private final TestNetwork network;

  TraceTest(TestNetwork network) {
    this.network = network;
  }

  @Test
  void everyServiceThatMeetsAnXtWritesIntoItsOneTrace() {
    var attempt = network.send(Demo.PINGPONG, USER);
    assertThat(attempt.end().get("status").asString()).isEqualTo("FINALIZED");
    var id = XtTracer.traceIdOf(attempt.request().id());
    await().atMost(TestNetwork.LIMIT).untilAsserted(() -> assertIsWhole(network.spansOf(id)));

    var trace = network.spansOf(id);
    var text = String.join("\n", TraceText.of(trace));
    assertThat(trace.stream().map(TracedSpan::replica))
        .as(text)
        .contains(
            "xt-queue-service/devnet",
            "slot-service/devnet",
            "sequencer/" + TestNetwork.A,
            "sequencer/" + TestNetwork.B,
            "block-store-service/devnet",
            "superblock-service/devnet");
    assertThat(names(trace))
        .as(text)
        .contains(
            "admit xt",
            "send xt_offer",
            "send start_sc",
            "receive start_sc",
            "draft held",
            "send circ_message",
            "send vote",
            "send decided",
            "send l2_block",
            "send block_verdict",
            "send slot_closed",
            "send superblock_status");
  }

  /** To its end on L1, with one root, and with every cause that a span names. */
  private static void assertIsWhole(List<TracedSpan> trace) {
    assertThat(names(trace)).contains("receive superblock_status");
    assertThat(trace.stream().filter(span -> span.parentId().isEmpty()))
        .singleElement()
        .returns("admit xt", TracedSpan::name);
    assertThat(trace.stream().map(TracedSpan::parentId).filter(parent -> !parent.isEmpty()))
        .isSubsetOf(trace.stream().map(TracedSpan::spanId).toList());
  }

  private static Set<String> names(List<TracedSpan> trace) {
    return trace.stream().map(TracedSpan::name).collect(Collectors.toSet());
  }
}
