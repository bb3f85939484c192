package network.superblock.simulator.world;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.simulator.coverage.Coverage;

/**
 * What one history came to.
 *
 * @param events how many things happened
 * @param superblocks how many slots became a superblock
 * @param slots how many slots were closed
 * @param builtUnderFaults how many of the slots before the calm ones became a superblock
 * @param xts where every xT ended
 */
public record Report(
    Coverage coverage,
    long events,
    long superblocks,
    long slots,
    long builtUnderFaults,
    Map<XtId, XtStatus> xts) {

  public Report {
    xts = Collections.unmodifiableMap(new LinkedHashMap<>(xts));
  }
}
