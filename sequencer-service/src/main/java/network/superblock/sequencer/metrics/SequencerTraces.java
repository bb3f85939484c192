package network.superblock.sequencer.metrics;

import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.XtId;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.sequencer.SequencerObserver;

/** How long each xT held the draft, as a span of its trace. Confined to the driver's thread. */
public final class SequencerTraces implements SequencerObserver {

  private record Holding(XtId xt, Instant since) {}

  private final XtTracer tracer;
  private Optional<Holding> holding = Optional.empty();

  public SequencerTraces(XtTracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void stepped(
      SequencerEvent event, SequencerState before, SequencerState after, Instant now) {
    var holds = xtOf(after);
    if (holds.equals(holding.map(Holding::xt))) return;
    holding.ifPresent(ended -> tracer.worked(ended.xt(), "draft held", ended.since(), now));
    holding = holds.map(xt -> new Holding(xt, now));
  }

  private static Optional<XtId> xtOf(SequencerState state) {
    return state instanceof BuildingLocked locked
        ? Optional.of(locked.instance().leg().instance().xt())
        : Optional.empty();
  }
}
