package network.superblock.simulator.invariant;

import java.util.HashMap;
import java.util.Map;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;

/** One vote for each instance and chain; it may be said again, but never otherwise. */
final class OneVote extends Invariant {

  private record Voter(InstanceId instance, ChainId chain) {}

  private final Map<Voter, Ballot> votes = new HashMap<>();

  OneVote() {
    super("one vote per instance and chain");
  }

  @Override
  void voted(Vote vote) {
    var first = votes.putIfAbsent(new Voter(vote.instance(), vote.from()), vote.ballot());
    require(
        first == null || first.equals(vote.ballot()),
        () ->
            vote.from() + " votes " + vote.ballot() + " on " + vote.instance() + " after " + first);
  }
}
