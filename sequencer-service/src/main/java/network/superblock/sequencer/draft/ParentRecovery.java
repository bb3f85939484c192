package network.superblock.sequencer.draft;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.sequencer.NodeRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Q1's recovery of missing parents, a step at a time until the node stands where it must. */
final class ParentRecovery {

  private static final Logger log = LoggerFactory.getLogger(ParentRecovery.class);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(2);

  private record Underway(Order.Recover order, Restoration restoration) {}

  private final ChainId chain;
  private final WorkshopPorts ports;
  private final Bench bench;
  private final InstantSource clock;
  private Optional<Underway> underway = Optional.empty();

  ParentRecovery(ChainId chain, WorkshopPorts ports, Bench bench, InstantSource clock) {
    this.chain = chain;
    this.ports = ports;
    this.bench = bench;
    this.clock = clock;
  }

  void begin(Order.Recover order) {
    var restoration =
        new Restoration(chain, order.parent(), ports.node(), ports.blocks(), ports.outbox());
    underway = Optional.of(new Underway(order, restoration));
  }

  void stop() {
    underway = Optional.empty();
  }

  void arrived(L2Block block) {
    underway.ifPresent(recovery -> recovery.restoration().arrived(block));
  }

  /** Goes as far as it can now; false when it has to wait. */
  boolean advance() {
    if (underway.isEmpty()) return true;
    Underway recovery = underway.get();
    try {
      if (!recovery.restoration().advance(clock, STORE_PATIENCE)) return false;
      bench.returnDropped(recovery.order().parent());
    } catch (NodeRefusedException e) {
      log.warn("the restoration waits for the node: {}", Reason.of(e));
      return false;
    } catch (RuntimeException e) {
      if (!Outage.is(e)) throw e;
      log.warn("the restoration waits: {}", Reason.of(e));
      return false;
    }
    stop();
    ports.answers().answer(new NodeReady(recovery.order().slot()));
    return true;
  }
}
