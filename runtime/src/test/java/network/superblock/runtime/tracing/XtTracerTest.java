package network.superblock.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;

/** Which spans an xT gets, and whose children they are. */
class XtTracerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final XtId XT = XtId.fromHex("0x" + "0123456789abcdef".repeat(4));
  private static final String TRACE = "0123456789abcdef".repeat(2);
  private static final String ROOT = "0123456789abcdef";
  private static final XtWithdrawal ABOUT_IT = new XtWithdrawal(new Slot(7), XT);

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final XtTracer tracer = tracer(1);

  private XtTracer tracer(double ratio) {
    var spans =
        SdkTracerProvider.builder()
            .setIdGenerator(new RootIds())
            .setSampler(Sampler.traceIdRatioBased(ratio))
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    return XtTracer.on(
        OpenTelemetrySdk.builder().setTracerProvider(spans).build(), new ManualClock(NOW));
  }

  @Test
  void theAdmissionIsTheRootThatTheXtNames() {
    tracer.admitted(XT, NOW.minusMillis(5));

    var root = only();
    assertThat(root.getTraceId()).isEqualTo(TRACE).isEqualTo(XtTracer.traceIdOf(XT));
    assertThat(root.getSpanId()).isEqualTo(ROOT);
    assertThat(root.getParentSpanContext().isValid()).isFalse();
    assertThat(root.getEndEpochNanos() - root.getStartEpochNanos()).isEqualTo(5_000_000);
  }

  @Test
  void aRecordCarriesItsWritersSpanToItsReaders() {
    var sending = tracer.sending(Topic.XT, ABOUT_IT);
    var header = sending.traceParent();
    sending.ended(null);
    var sent = only();
    assertThat(sent.getParentSpanId()).isEqualTo(ROOT);
    assertThat(header).contains("00-" + TRACE + "-" + sent.getSpanId() + "-01");

    tracer.received(Topic.XT, ABOUT_IT, NOW, header);
    assertThat(last().getName()).isEqualTo("receive xt_withdrawal");
    assertThat(last().getParentSpanId()).isEqualTo(sent.getSpanId());
  }

  @Test
  void whatAHeaderClaimsOfAnotherTraceDoesNotCount() {
    var claims =
        List.of(
            "00-" + "f".repeat(32) + "-" + "1".repeat(16) + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "garbage",
            "");
    for (var claim : claims) {
      exported.reset();
      tracer(1).received(Topic.XT, ABOUT_IT, NOW, Optional.of(claim));
      assertThat(only().getParentSpanId()).as(claim).isEqualTo(ROOT);
    }
  }

  @Test
  void whatIsReadAgainAfterAStartIsNoNews() {
    tracer.received(Topic.XT, ABOUT_IT, NOW.minusSeconds(61), Optional.empty());
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void aFailedAppendShowsInItsSpan() {
    var sending = tracer.sending(Topic.XT, ABOUT_IT);
    sending.ended(new IllegalStateException("no broker"));
    assertThat(only().getStatus().getStatusCode().name()).isEqualTo("ERROR");
  }

  @Test
  void anXtOutsideTheSampleAndASwitchedOffTracerTellNothing() {
    for (var silent : List.of(tracer(0), XtTracer.off())) {
      silent.admitted(XT, NOW);
      silent.sending(Topic.XT, ABOUT_IT).ended(null);
      silent.received(Topic.XT, ABOUT_IT, NOW, Optional.empty());
    }
    assertThat(XtTracer.off().sending(Topic.XT, ABOUT_IT).traceParent()).isEmpty();
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void wrongSettingsAreRefusedWithTheReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TracingProperties(URI.create("collector:4318"), 1))
        .withMessageContaining("http");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TracingProperties(null, 1.5))
        .withMessageContaining("between 0 and 1");
  }

  private SpanData only() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return last();
  }

  private SpanData last() {
    return exported.getFinishedSpanItems().getLast();
  }
}
