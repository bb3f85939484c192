package network.superblock.runtime.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import network.superblock.runtime.clock.ClockAutoConfiguration;
import network.superblock.runtime.kafka.TopicsAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Spans to a collector by OTLP over HTTP, where one is named; otherwise none are made. */
@AutoConfiguration(before = TopicsAutoConfiguration.class, after = ClockAutoConfiguration.class)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingAutoConfiguration {

  // What a person who watches waits for a span.
  private static final Duration EXPORT_DELAY = Duration.ofSeconds(1);

  @Bean
  XtTracer xtTracer(
      TracingProperties tracing,
      InstantSource clock,
      @Value("${spring.application.name:service}") String service,
      @Value("${superblock.identity.sender:none}") String sender) {
    var endpoint = tracing.endpoint();
    if (endpoint == null) return XtTracer.off();
    var resource =
        Attributes.builder()
            .put("service.name", service)
            .put("service.namespace", "superblock")
            .put("service.instance.id", sender)
            .build();
    var spans =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(resource)))
            .setIdGenerator(new RootIds())
            // By the trace's identity alone: every service picks the same xTs.
            .setSampler(Sampler.traceIdRatioBased(tracing.sampleRatio()))
            .addSpanProcessor(batches(endpoint))
            .build();
    return XtTracer.on(OpenTelemetrySdk.builder().setTracerProvider(spans).build(), clock);
  }

  /** Bounded: what the collector does not take in time is dropped, and the service goes on. */
  private static BatchSpanProcessor batches(URI endpoint) {
    var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build();
    return BatchSpanProcessor.builder(exporter).setScheduleDelay(EXPORT_DELAY).build();
  }
}
