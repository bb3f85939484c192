package network.superblock.blockstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.L2Block;

/** Counts what happens to blocks. */
public final class BlockMetrics {

  private static final String VERDICTS = "superblock.blocks.verdicts";

  private final MeterRegistry meters;
  private final Timer validation;
  private final Counter storedBytes;
  private final Counter resent;
  private final Counter held;
  private final Counter displaced;
  private final Counter recovered;
  private final Counter unrecoverable;
  private final Counter pruned;

  public BlockMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.validation =
        Timer.builder("superblock.block.validation").publishPercentileHistogram().register(meters);
    this.storedBytes =
        Counter.builder("superblock.blocks.stored").baseUnit("bytes").register(meters);
    this.resent = meters.counter("superblock.blocks.resent");
    this.held = meters.counter("superblock.blocks.held");
    this.displaced = meters.counter("superblock.blocks.displaced");
    this.recovered = meters.counter("superblock.blocks.recovered", "found", "true");
    this.unrecoverable = meters.counter("superblock.blocks.recovered", "found", "false");
    this.pruned = meters.counter("superblock.blocks.pruned");
  }

  /** Times a validation until {@link #validated}. */
  Timer.Sample validating() {
    return Timer.start(meters);
  }

  void validated(Timer.Sample validating) {
    validating.stop(validation);
  }

  void judged(L2Block block, BlockVerdict verdict) {
    switch (verdict) {
      case Accepted _ -> {
        meters.counter(VERDICTS, "verdict", "accepted", "reason", "none").increment();
        storedBytes.increment(block.block().size());
      }
      case Rejected rejected ->
          meters.counter(VERDICTS, "verdict", "rejected", "reason", rejected.reason()).increment();
    }
  }

  void resent(int verdicts) {
    resent.increment(verdicts);
  }

  void held(int blocks, long gaveWay) {
    held.increment(blocks);
    displaced.increment((double) gaveWay);
  }

  void requested(boolean found) {
    (found ? recovered : unrecoverable).increment();
  }

  void pruned(long blocks) {
    pruned.increment((double) blocks);
  }
}
