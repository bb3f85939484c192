package network.superblock.sequencer.draft;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.LocalRefusal;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.Workplace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries out the driver's orders one after the other, and between them offers what
 * the pool has. An order that meets an outage is tried again until it succeeds or another slot is
 * entered. Simulations run on threads of their own, so that nothing waits for them.
 */
public final class Workshop implements Workplace, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Workshop.class);
  private static final BackOff RETRY = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(1));

  private final WorkshopPorts ports;
  private final Bench bench;
  private final OrderQueue orders = new OrderQueue();
  private final ParentRecovery recovery;
  private final LocalOffers offers;
  private final LegSimulations simulations;
  private final Thread thread;

  public Workshop(
      ChainId chain,
      WorkshopPorts ports,
      Coordinator coordinator,
      SlotSchedule schedule,
      InstantSource clock) {
    this.ports = ports;
    this.bench = new Bench(ports.node(), coordinator, schedule, ports.pool());
    this.recovery = new ParentRecovery(chain, ports, bench, clock);
    this.offers = new LocalOffers(bench, ports.answers());
    this.simulations = new LegSimulations(bench, ports.answers());
    this.thread =
        Thread.ofPlatform().daemon().name("sequencer-" + chain + "-workshop").unstarted(this::run);
  }

  /** Called once. */
  public void start() {
    thread.start();
  }

  /** The draft as it stands now; empty between two slots. */
  public Optional<ExecutedDraft> draft() {
    return bench.draft();
  }

  /** There is something new in the pool. */
  public void look() {
    orders.put(new Order.Look());
  }

  @Override
  public void order(SequencerEffect.RevertTo order) {
    orders.enter(order.slot());
    orders.put(new Order.Revert(order.slot(), order.parent()));
  }

  @Override
  public void order(SequencerEffect.RecoverBlocks order) {
    orders.put(new Order.Recover(order.slot(), order.parent()));
  }

  @Override
  public void order(SequencerEffect.OpenDraft order) {
    orders.put(new Order.Open(order.draft()));
  }

  @Override
  public void order(SequencerEffect.AppendToDraft order) {
    orders.put(new Order.Append(order.entry()));
  }

  @Override
  public void order(SequencerEffect.RunSimulation order) {
    orders.put(new Order.Simulate(order.instance(), order.inbox(), order.transactions()));
  }

  @Override
  public void order(SequencerEffect.SealBlock order, ChainXts xts) {
    orders.put(new Order.Seal(order.draft(), xts));
  }

  @Override
  public void returnToPool(List<Bytes> transactions) {
    orders.put(new Order.Return(transactions));
  }

  @Override
  public void refuse(Bytes transaction, LocalRefusal reason) {
    orders.put(new Order.Refuse(transaction, reason.name()));
  }

  @Override
  public void recovered(L2Block block) {
    orders.put(new Order.Arrived(block));
  }

  @Override
  public void offerSettled() {
    orders.put(new Order.Settle());
  }

  @Override
  public void draftIsOpen(boolean open) {
    if (offers.opened(open)) look();
  }

  /** Ends after the order at hand. */
  @Override
  public void close() {
    orders.close();
    if (Thread.currentThread().equals(thread)) return;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Optional<OrderQueue.Taken> taken = orders.take();
          taken.isPresent();
          taken = orders.take()) {
        perform(taken.get());
        boolean offerLater = orders.isEmpty() && !offers.next();
        boolean recoverLater = !recovery.advance();
        if (offerLater || recoverLater)
          orders.putLater(new Order.Look(), RETRY.after(Integer.MAX_VALUE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      ports.failed().accept(e);
    }
  }

  /** Tries until it succeeds, or another slot has made it pointless. */
  private void perform(OrderQueue.Taken taken) throws InterruptedException {
    for (int failures = 1; !orders.isObsolete(taken); failures++) {
      try {
        carryOut(taken.order());
        return;
      } catch (NodeUnavailableException | NodeRefusedException e) {
        if (failures == 1) log.warn("{} waits for the node: {}", name(taken.order()), Reason.of(e));
      } catch (RuntimeException e) {
        if (!Outage.is(e)) throw e;
        if (failures == 1) log.warn("{} waits: {}", name(taken.order()), Reason.of(e));
      }
      orders.pause(RETRY.after(failures), taken);
    }
  }

  private void carryOut(Order order) {
    switch (order) {
      case Order.Revert(var slot, var parent) -> {
        recovery.stop();
        ports.answers().answer(bench.revert(slot, parent));
      }
      case Order.Recover recover -> recovery.begin(recover);
      case Order.Open(var draft) -> bench.open(draft).ifPresent(ports.answers()::answer);
      case Order.Append(var entry) -> bench.append(entry);
      case Order.Simulate simulate -> simulations.start(simulate);
      case Order.Seal seal -> ports.answers().answer(bench.seal(seal));
      case Order.Return(var transactions) -> ports.pool().returned(transactions);
      case Order.Refuse(var transaction, var reason) -> ports.pool().refused(transaction, reason);
      case Order.Arrived(var block) -> recovery.arrived(block);
      case Order.Settle _ -> offers.settled();
      case Order.Look _ -> {}
    }
  }

  private static String name(Order order) {
    return order.getClass().getSimpleName();
  }
}
