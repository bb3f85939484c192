package network.superblock.xtqueue.simulation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.xtqueue.admission.Admission;

/** What came of a simulation. */
public sealed interface Simulation {

  /**
   * It would be decided so, on the drafts as they stand.
   *
   * @param ballots how the participants would vote; those that an earlier vote made needless are
   *     missing
   */
  record Decided(XtId xt, Decision decision, SortedMap<ChainId, Ballot> ballots)
      implements Simulation {
    public Decided {
      ballots = Collections.unmodifiableSortedMap(new TreeMap<>(ballots));
    }
  }

  /** The queue would not even take it. */
  record Refused(Admission.Refused why) implements Simulation {}

  /** A sequencer does not answer, so nobody knows. */
  record Silent(ChainId chain, String detail) implements Simulation {}

  /** A sequencer does not simulate it. */
  record Declined(ChainId chain, String detail) implements Simulation {}

  /** Its messages go to and fro for longer than is simulated. */
  record TooDeep() implements Simulation {}

  /** It took too long. */
  record TooSlow() implements Simulation {}

  /** Too many others are running. */
  record Busy() implements Simulation {}
}
