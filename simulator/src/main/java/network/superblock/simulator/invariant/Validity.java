package network.superblock.simulator.invariant;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.sequencer.Alarm;

/** Decided 1 only if every participant voted 1, and their mailboxes agree. */
final class Validity extends Invariant {

  private final Map<InstanceId, SortedSet<ChainId>> participants = new HashMap<>();
  private final Map<InstanceId, Map<ChainId, Ballot>> votes = new HashMap<>();

  Validity() {
    super("validity");
  }

  @Override
  void voted(Vote vote) {
    votes
        .computeIfAbsent(vote.instance(), _ -> new TreeMap<>())
        .putIfAbsent(vote.from(), vote.ballot());
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof StartSc start) participants.put(start.instance(), start.xt().chains());
    if (record instanceof Decided decided && decided.decision().isCommit())
      requireUnanimity(decided.instance());
  }

  private void requireUnanimity(InstanceId instance) {
    require(participants.containsKey(instance), () -> instance + " never started");
    var chains = participants.getOrDefault(instance, Collections.emptySortedSet());
    var cast = votes.getOrDefault(instance, Map.of());
    for (var one : chains)
      for (var other : chains)
        require(
            cast.get(one) instanceof Ballot.Commit ofOne
                && cast.get(other) instanceof Ballot.Commit ofOther
                && (one.equals(other) || ofOne.towards(other).mirrors(ofOther.towards(one))),
            () -> instance + " is decided 1 against the votes " + cast);
  }

  @Override
  void alarmed(ChainId chain, Alarm alarm) {
    require(
        !(alarm instanceof Alarm.CommittedWithoutOurVote),
        () -> "chain " + chain + " meets " + alarm);
  }
}
