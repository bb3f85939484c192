package network.superblock.sequencer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.inbox.InboxOptions;
import network.superblock.runtime.inbox.InboxStoppedException;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.sequencer.board.SequencerBoard;
import network.superblock.sequencer.draft.Coordinator;
import network.superblock.sequencer.draft.LocalAdmission;
import network.superblock.sequencer.draft.Workshop;
import network.superblock.sequencer.draft.WorkshopPorts;
import network.superblock.sequencer.kafka.KafkaOutbox;
import network.superblock.sequencer.kafka.SequencerReaders;
import network.superblock.sequencer.pool.PoolKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sequencer at work: the driver, its inbox, its workshop and what feeds them. */
public final class SequencerActivity implements Activity {

  private static final Logger log = LoggerFactory.getLogger(SequencerActivity.class);
  private static final int CAPACITY = 8192;
  private static final int BATCH = 256;

  /** What is configured. */
  record Settings(SequencerRules rules, SlotSchedule schedule, Duration verdictInterval) {}

  /** What is kept in Postgres. */
  record Stores(SequencerJournal journal, SealedBlocks blocks, PoolKeeper pool) {}

  /** What it works with. */
  record Outside(
      TopicClients clients,
      ExecutionNode node,
      Coordinator coordinator,
      BlockPromises promises,
      InstantSource clock,
      ServiceStop serviceStop) {}

  /** What others use while the sequencer is at work. */
  public record Running(
      Workshop workshop,
      LocalAdmission admission,
      Outbox outbox,
      Inbox<SequencerInput> inbox,
      SequencerReaders readers,
      TopicWriter writer) {

    /** Nothing comes in any more, then what is at hand is finished. */
    void stop() {
      readers.close();
      workshop.close();
      inbox.close();
      writer.close();
    }
  }

  private final Settings settings;
  private final Stores stores;
  private final Outside outside;
  private final SequencerBoard board;
  private final SequencerObserver observer;
  private volatile Optional<Running> running = Optional.empty();

  SequencerActivity(
      Settings settings,
      Stores stores,
      Outside outside,
      SequencerBoard board,
      SequencerObserver observer) {
    this.settings = settings;
    this.stores = stores;
    this.outside = outside;
    this.board = board;
    this.observer = observer;
  }

  /** Empty while the service starts or stops. */
  public Optional<Running> running() {
    return running;
  }

  @Override
  public synchronized void start() {
    SequencerJournal.Recorded recorded = recorded();
    try {
      running = Optional.of(startFrom(recorded));
    } catch (IllegalArgumentException e) {
      // The slot topic is not kept for ever: after that long the journal says nothing any more.
      log.error("starting afresh, the journal is of no use: {}", e.getMessage());
      running =
          Optional.of(
              startFrom(
                  new SequencerJournal.Recorded(
                      List.of(), SlotPlace.BEGINNING, InputOffsets.NONE)));
    }
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(Running::stop);
    running = Optional.empty();
  }

  private SequencerJournal.Recorded recorded() {
    try {
      stores.pool().load();
      return stores.journal().load();
    } catch (RuntimeException e) {
      if (!Outage.is(e)) throw e;
      throw new UnavailableException("Postgres does not answer: " + Reason.of(e), e);
    }
  }

  private Running startFrom(SequencerJournal.Recorded recorded) {
    var stepping = new Stepping();
    var chain = settings.rules().chain();
    var options = new InboxOptions("sequencer-" + chain, CAPACITY, BATCH);
    Inbox<SequencerInput> inbox = Inbox.start(options, outside.clock(), stepping::accept);
    TopicWriter writer = outside.clients().writer("sequencer");
    var outbox = new KafkaOutbox(writer, outside.promises());
    var workshop = workshop(inbox, outbox);
    stepping.driver = Optional.of(driver(recorded, inbox, workshop, outbox));
    inbox
        .ended()
        .thenAccept(failure ->
            failure.ifPresent(
                cause -> outside.serviceStop().because("The sequencer could not go on", cause)));
    workshop.start();
    try {
      var readers = SequencerReaders.open(outside.clients(), chain, recorded, inbox);
      var admission =
          new LocalAdmission(
              outside.node(), outside.coordinator(), workshop, stores.pool(), board::liveLegs);
      return new Running(workshop, admission, outbox, inbox, readers, writer);
    } catch (RuntimeException e) {
      workshop.close();
      inbox.close();
      writer.close();
      throw e;
    }
  }

  private SequencerDriver driver(
      SequencerJournal.Recorded recorded,
      Inbox<SequencerInput> inbox,
      Workshop workshop,
      Outbox outbox) {
    return new SequencerDriver(
        settings.rules(),
        new SequencerPorts(
            stores.journal(), workshop, outbox, stores.blocks(), inbox::at, observer),
        recorded,
        settings.schedule().slotAt(outside.clock().instant()),
        settings.verdictInterval(),
        outside.clock());
  }

  private Workshop workshop(Inbox<SequencerInput> inbox, Outbox outbox) {
    return new Workshop(
        settings.rules().chain(),
        new WorkshopPorts(
            outside.node(),
            stores.pool(),
            stores.blocks(),
            outbox,
            event -> answer(inbox, event),
            cause -> outside.serviceStop().because("The workshop could not go on", cause)),
        outside.coordinator(),
        settings.schedule(),
        outside.clock());
  }

  private static void answer(Inbox<SequencerInput> inbox, SequencerEvent event) {
    try {
      inbox.put(new SequencerInput.Happened(event));
    } catch (InboxStoppedException e) {
      log.debug("too late: {}", event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The inbox needs its step and the driver needs the inbox; nothing comes in before both. */
  private static final class Stepping {
    volatile Optional<SequencerDriver> driver = Optional.empty();

    void accept(List<SequencerInput> inputs) {
      driver.orElseThrow().accept(inputs);
    }
  }
}
