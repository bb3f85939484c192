package network.superblock.protocol.slot;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.scp.ScpLeader;

/** The publisher's place in a slot. Each state holds exactly the data that exists in it. */
public sealed interface SlotState {

  Ground ground();

  SlotState with(Ground ground);

  /** Between slots. */
  record StartingSlot(Ground ground, Opening opening) implements SlotState {
    @Override
    public StartingSlot with(Ground next) {
      return new StartingSlot(next, opening);
    }
  }

  /** How the next slot opens. */
  enum Opening {
    START,
    ROLL_BACK
  }

  /** A slot is open. */
  sealed interface InSlot extends SlotState {
    SlotRun run();

    default boolean isIn(Slot slot) {
      return run().slot().equals(slot);
    }
  }

  /** xTs may start. */
  sealed interface Building extends InSlot {

    /** The instances being voted on, by xT. */
    SortedMap<XtId, Instance> running();

    Building with(SlotRun run);

    /** The chains that take part in a running instance. */
    default SortedSet<ChainId> busyChains() {
      return running().values().stream()
          .flatMap(instance -> instance.voting().participants().stream())
          .collect(toCollection(TreeSet::new));
    }
  }

  /** Sequencers build freely; an xT may start. */
  record Free(Ground ground, SlotRun run) implements Building {
    @Override
    public SortedMap<XtId, Instance> running() {
      return Collections.emptySortedMap();
    }

    @Override
    public Free with(Ground next) {
      return new Free(next, run);
    }

    @Override
    public Free with(SlotRun next) {
      return new Free(ground, next);
    }
  }

  /** At least one xT is being voted on. */
  record Locked(Ground ground, SlotRun run, SortedMap<XtId, Instance> running) implements Building {
    public Locked {
      if (running.isEmpty()) throw new IllegalArgumentException("nothing is being voted on");
      running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
    }

    boolean isDeciding(InstanceId instance) {
      return isIn(instance.slot()) && running.containsKey(instance.xt());
    }

    /**
     * The instance of {@code xt}.
     *
     * @throws NullPointerException if the xT is not being voted on
     */
    Instance deciding(XtId xt) {
      return Objects.requireNonNull(running.get(xt), "not being voted on");
    }

    @Override
    public Locked with(Ground next) {
      return new Locked(next, run, running);
    }

    @Override
    public Locked with(SlotRun next) {
      return new Locked(ground, next, running);
    }
  }

  /**
   * No further xT starts; the sequencers' blocks are coming in.
   *
   * @param sealList the xTs that each chain's block must hold, in sequence order
   * @param blocks the accepted block of each chain so far
   */
  record Sealing(
      Ground ground,
      SlotRun run,
      SortedMap<ChainId, List<XtId>> sealList,
      PersistentSortedMap<ChainId, BlockVerdict.Accepted> blocks)
      implements InSlot {
    public Sealing {
      sealList = Collections.unmodifiableSortedMap(new TreeMap<>(sealList));
    }

    static Sealing over(Free free) {
      var sealList = new TreeMap<ChainId, List<XtId>>();
      for (var start : free.run().committed())
        for (var chain : start.xt().chains())
          sealList.computeIfAbsent(chain, _ -> new ArrayList<>()).add(start.id());
      return new Sealing(free.ground(), free.run(), sealList, PersistentSortedMap.empty());
    }

    /** The part of the seal list that names {@code chain}. */
    List<XtId> partOf(ChainId chain) {
      return sealList.getOrDefault(chain, List.of());
    }

    @Override
    public Sealing with(Ground next) {
      return new Sealing(next, run, sealList, blocks);
    }
  }

  /**
   * An xT that is being voted on.
   *
   * @param deadline when its SCP timer runs out
   */
  record Instance(StartSc start, Instant deadline, ScpLeader.Voting voting) {}
}
