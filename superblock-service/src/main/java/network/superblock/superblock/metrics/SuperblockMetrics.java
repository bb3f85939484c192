package network.superblock.superblock.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.superblock.PublishingStatus;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.SuperblockObserver;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.l1.Receipt;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Followed;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RollBackReorgedOut;
import network.superblock.superblock.publishing.Change.RollBackSeen;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Standing;

/** Superblocks, L1 transactions and their lags as meters. */
public final class SuperblockMetrics implements SuperblockObserver {

  private static final double GWEI = 1e9;

  private final MeterRegistry meters;
  private final AtomicLong known;
  private final AtomicLong published;
  private final AtomicLong finalized;
  private final AtomicLong l1Block;
  private final AtomicLong halted;
  private final AtomicLong stuck;
  private final AtomicLong lastValid;

  public SuperblockMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.known = gauge("superblock.known.number");
    this.published = gauge("superblock.l1.published.number");
    this.finalized = gauge("superblock.l1.finalized.number");
    this.l1Block = gauge("superblock.l1.block.number");
    this.halted = gauge("superblock.publishing.halted");
    this.stuck = gauge("superblock.publishing.stuck");
    this.lastValid = gauge("superblock.publishing.last.valid.number");
  }

  @Override
  public void kept(ClosedSlot slot, Kept kept) {
    var slotOutcome =
        switch (slot.closed().outcome()) {
          case Outcome.Built _ -> "built";
          case Outcome.Failed _ -> "failed";
          case Outcome.RolledBack _ -> "rolled_back";
        };
    meters.counter("superblock.assembly.slots", "outcome", slotOutcome).increment();
    switch (kept) {
      case Kept.Queued(var number) -> {
        known.set(number.value());
        superblock("queued");
      }
      case Kept.Refused _ -> {
        superblock("refused");
        halted.set(1);
      }
      case Kept.Outdated _ -> superblock("outdated");
      case Kept.Passed _ -> {}
    }
  }

  @Override
  public void looked(Standing standing, L1View view) {
    known.set(standing.highest().value());
    published.set(view.head().number().value());
    finalized.set(standing.base().number().value());
    l1Block.set(view.latest().number());
  }

  @Override
  public void applied(Applied applied) {
    switch (applied.change()) {
      case Included _ -> timer("superblock.l1.inclusion.lag").record(applied.sinceClosed());
      case Finalized _ -> timer("superblock.l1.finality.lag").record(applied.sinceClosed());
      case Reorged _ -> meters.counter("superblock.l1.reorged").increment();
      case RollBackSeen _ -> rollBack("seen");
      case RollBackReorgedOut _ -> rollBack("reorged_out");
      case RolledBack _ -> rollBack("finalized");
      case Followed _ -> {}
    }
  }

  @Override
  public void sending(Sending outcome) {
    meters
        .counter(
            "superblock.l1.publish.attempts", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void mined(Receipt receipt) {
    meters
        .counter(
            "superblock.l1.transactions", "outcome", receipt.succeeded() ? "included" : "reverted")
        .increment();
    summary("superblock.l1.gas.used", "gas").record((double) receipt.gasUsed());
    summary("superblock.l1.gas.price", "gwei").record(receipt.gasPrice() / GWEI);
  }

  @Override
  public void verified(Optional<String> fault) {
    meters
        .counter("superblock.l1.verifications", "outcome", fault.isPresent() ? "mismatch" : "sound")
        .increment();
  }

  @Override
  public void status(PublishingStatus now) {
    halted.set(now instanceof PublishingStatus.Halted ? 1 : 0);
    stuck.set(now instanceof PublishingStatus.Stuck ? 1 : 0);
    switch (now) {
      case PublishingStatus.Halted stop -> lastValid.set(stop.lastValid().value());
      case PublishingStatus.Working going -> lastValid.set(going.published().value());
      case PublishingStatus.Starting _,
          PublishingStatus.Held _,
          PublishingStatus.Behind _,
          PublishingStatus.Stuck _,
          PublishingStatus.Away _ -> {}
    }
  }

  private void superblock(String outcome) {
    meters.counter("superblock.assembly.superblocks", "outcome", outcome).increment();
  }

  private void rollBack(String stage) {
    meters.counter("superblock.l1.rollbacks", "stage", stage).increment();
  }

  private Timer timer(String name) {
    return Timer.builder(name).publishPercentileHistogram().register(meters);
  }

  private DistributionSummary summary(String name, String unit) {
    return DistributionSummary.builder(name).baseUnit(unit).register(meters);
  }

  private AtomicLong gauge(String name) {
    return meters.gauge(name, new AtomicLong());
  }
}
