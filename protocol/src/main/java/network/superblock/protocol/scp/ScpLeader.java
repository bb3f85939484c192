package network.superblock.protocol.scp;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.Vote.Ballot;

/** One instance as its leader sees it. See SBCP section 4, P3 to P5. */
public final class ScpLeader {

  private ScpLeader() {}

  /** The instance's state. */
  public sealed interface State {}

  /** Some participants have not voted yet, and none has voted against. */
  public record Voting(SortedSet<ChainId> participants, SortedMap<ChainId, Ballot.Commit> commits)
      implements State {

    public Voting {
      participants = Collections.unmodifiableSortedSet(new TreeSet<>(participants));
      commits = Collections.unmodifiableSortedMap(new TreeMap<>(commits));
      if (commits.size() == participants.size())
        throw new IllegalArgumentException("everyone has voted: the instance is decided");
    }

    /** Who has not voted yet. */
    public SortedSet<ChainId> silent() {
      var silent = new TreeSet<>(participants);
      silent.removeAll(commits.keySet());
      return silent;
    }

    boolean awaits(ChainId chain) {
      return participants.contains(chain) && !commits.containsKey(chain);
    }
  }

  /** The decision; it never changes. */
  public record Decided(Decision decision) implements State {}

  public static Voting start(SortedSet<ChainId> participants) {
    return new Voting(participants, Collections.emptySortedMap());
  }

  /** Counts a vote. Only a participant's first one counts, and none after the decision. */
  public static State vote(State state, ChainId from, Ballot ballot) {
    return switch (state) {
      case Decided decided -> decided;
      case Voting voting when !voting.awaits(from) -> voting;
      case Voting voting ->
          switch (ballot) {
            case Ballot.Abort against -> decide(new AbortReason.VotedDown(from, against.refusal()));
            case Ballot.Commit commit -> count(voting, from, commit);
          };
    };
  }

  /** Ends the voting against the xT; without effect once it is decided. */
  public static Decided abort(State state, AbortReason reason) {
    return switch (state) {
      case Decided decided -> decided;
      case Voting _ -> decide(reason);
    };
  }

  /** The SCP timer has run out. */
  public static Decided timeout(State state) {
    return switch (state) {
      case Decided decided -> decided;
      case Voting voting -> decide(new AbortReason.TimedOut(voting.silent()));
    };
  }

  private static State count(Voting voting, ChainId from, Ballot.Commit commit) {
    var commits = new TreeMap<>(voting.commits());
    commits.put(from, commit);
    if (commits.size() < voting.participants().size())
      return new Voting(voting.participants(), commits);
    return firstMismatch(commits)
        .map(ScpLeader::decide)
        .orElseGet(() -> new Decided(Decision.commit()));
  }

  private static Optional<AbortReason> firstMismatch(SortedMap<ChainId, Ballot.Commit> commits) {
    for (var one : commits.entrySet())
      for (var other : commits.tailMap(one.getKey()).entrySet()) {
        if (one.getKey().equals(other.getKey())) continue;
        var sent = one.getValue().towards(other.getKey());
        if (!sent.mirrors(other.getValue().towards(one.getKey())))
          return Optional.of(new AbortReason.MailboxMismatch(one.getKey(), other.getKey()));
      }
    return Optional.empty();
  }

  private static Decided decide(AbortReason reason) {
    return new Decided(Decision.abort(reason));
  }
}
