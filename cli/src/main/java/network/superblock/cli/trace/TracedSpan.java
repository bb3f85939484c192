package network.superblock.cli.trace;

import java.time.Duration;
import java.time.Instant;

/**
 * One span as a service told it.
 *
 * @param parentId empty for the root of its trace
 * @param replica the service's name in the network
 */
public record TracedSpan(
    String traceId,
    String spanId,
    String parentId,
    String service,
    String replica,
    String name,
    Instant start,
    Duration took) {}
