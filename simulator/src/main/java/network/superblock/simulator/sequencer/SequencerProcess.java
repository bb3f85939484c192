package network.superblock.simulator.sequencer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.protocol.sequencer.SequencerRecovery;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerTimer;
import network.superblock.simulator.Gate;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.Node;

/** One rollup's sequencer as a process: it steps the protocol, crashes and comes back. */
public final class SequencerProcess {

  private final Stage stage;
  private final ChainId chain;
  private final SequencerBrain brain;
  private final SequencerWatch watch;
  private final SequencerRecovery recovery;
  private final SequencerStore store;
  private final Pool pool = new Pool();
  private final NodeLane lane;
  private final TopicReading reading;
  private final Orders orders;
  private final LocalOffers offers;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Set<SequencerTimer> armed = new HashSet<>();
  private SequencerState state;
  private boolean isUp;
  private boolean isPaused;
  private int life;
  private int effectsLeft = Integer.MAX_VALUE;

  /** What the process needs beside the stage. */
  public record Equipment(
      SequencerBrain brain,
      SequencerProtocol protocol,
      SequencerWatch watch,
      Gate gate,
      Blocks blocks,
      BlockSource source) {}

  public SequencerProcess(Stage stage, ChainId chain, Equipment equipment) {
    this.stage = stage;
    this.chain = chain;
    this.brain = equipment.brain();
    this.watch = equipment.watch();
    this.recovery = new SequencerRecovery(equipment.protocol());
    this.state = SequencerRecovery.startAfresh(currentSlot());
    this.store = new SequencerStore();
    this.lane = new NodeLane(stage.clock(), new Node(chain));
    this.reading = new TopicReading(stage, chain, equipment.gate(), this);
    this.orders = new Orders(stage, this, lane, equipment);
    this.offers = new LocalOffers(stage, this, lane, pool);
  }

  public ChainId chain() {
    return chain;
  }

  public SequencerState state() {
    return state;
  }

  public Node node() {
    return lane.node();
  }

  public boolean isUp() {
    return isUp;
  }

  Pool pool() {
    return pool;
  }

  SequencerStore store() {
    return store;
  }

  /** Starts the process: it goes on where its journal ends, or afresh if it has none. */
  public void start() {
    crash();
    isUp = true;
    isPaused = false;
    effectsLeft = Integer.MAX_VALUE;
    armed.clear();
    store.crash();
    pool.crash();
    if (store.journal().isEmpty()) {
      state = SequencerRecovery.startAfresh(currentSlot());
      reading.startAtEnd();
      return;
    }
    var recovered = recovery.recover(store.journal(), stage.clock().now());
    watch.recovered(chain, store.lastState(), recovered.state());
    state = recovered.state();
    reading.startAt(store.position());
    armTimers();
    for (var effect : recovered.effects()) orders.carryOut(effect);
    offers.offerSoon();
  }

  public void crash() {
    life++;
    isUp = false;
    inbox.clear();
    reading.stop();
  }

  /** Crashes before the {@code effects}-th effect from now on. */
  public void crashAfter(int effects) {
    effectsLeft = effects;
  }

  /** Loses the journal; what users were promised survives in the pool. */
  public void destroyStore() {
    store.destroy();
    pool.rebuild();
  }

  public void pause() {
    isPaused = true;
  }

  public void resume() {
    isPaused = false;
    drain();
  }

  /** A user's transaction. */
  public void admit(Bytes transaction) {
    pool.admit(transaction);
    if (isUp) offers.offerSoon();
  }

  /** What users were promised and where it must be: pool, draft or chain. */
  public List<Bytes> promised() {
    return pool.promised();
  }

  /** Whether a promised transaction waits in the pool. */
  public boolean isPooled(Bytes transaction) {
    return pool.waiting().contains(transaction);
  }

  void accept(SequencerEvent event) {
    acceptRaw(() -> step(event));
  }

  void acceptRaw(Runnable input) {
    if (!isUp) return;
    inbox.add(input);
    drain();
  }

  /** Takes an answer, unless the process that asked is dead by then. */
  Consumer<SequencerEvent> answer() {
    var living = life;
    return event -> {
      if (living == life) accept(event);
    };
  }

  /** An event that comes true only if the process lives that long. */
  Runnable ifAlive(Runnable action) {
    var living = life;
    return () -> {
      if (living == life) action.run();
    };
  }

  void step(SequencerEvent event) {
    var step = brain.on(state, event);
    watch.stepped(chain, state, event, step);
    state = step.state();
    armTimers();
    for (var effect : step.effects()) {
      if (effectsLeft-- == 0) {
        crash();
        return;
      }
      if (effect instanceof Journal(var entry)) store.write(entry);
      else orders.carryOut(effect);
    }
    offers.offerSoon();
  }

  /** Whatever was journalled is durable when this returns. */
  void flush() {
    store.flush(reading.position(), state);
    pool.flush();
  }

  private void drain() {
    while (isUp && !isPaused && !inbox.isEmpty()) inbox.remove().run();
  }

  private void armTimers() {
    for (var timer : SequencerTimer.armedIn(state))
      if (armed.add(timer)) stage.clock().at(timer.at(), ifAlive(() -> accept(timer.event())));
  }

  private Slot currentSlot() {
    return stage.rules().schedule().slotAt(stage.clock().now());
  }
}
