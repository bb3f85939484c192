package network.superblock.protocol.scp;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Step;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.ParticipantEffect.CastVote;
import network.superblock.protocol.scp.ParticipantEffect.SendCirc;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.ParticipantEvent.MessageReceived;
import network.superblock.protocol.scp.ParticipantEvent.SimulationEnded;
import network.superblock.protocol.scp.ParticipantEvent.VotingTimedOut;
import network.superblock.protocol.scp.ParticipantState.AwaitingMessage;

/**
 * An instance that nobody started: its leader and all its participants in one place, over a network
 * that loses nothing and where time runs out exactly when nothing can happen any more. It goes in
 * rounds: whoever has it run asks each participant's sequencer to simulate, all of them, and comes
 * back with the answers. So what it comes to does not depend on who answers first. Confined to one
 * thread.
 */
public final class Rehearsal {

  /** No slot has this number. */
  private static final Slot NEVER = new Slot(0);

  private record Pending(ChainId chain, ParticipantEffect effect) {}

  private final SortedMap<ChainId, ParticipantState> participants = new TreeMap<>();
  private final SortedMap<ChainId, Vote.Ballot> ballots = new TreeMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private SortedMap<ChainId, Simulate> questions = new TreeMap<>();
  private ScpLeader.State leader;

  public Rehearsal(XtRequest xt) {
    var instance = new InstanceId(NEVER, xt.id());
    this.leader = ScpLeader.start(xt.chains());
    for (var chain : xt.chains())
      take(chain, ScpParticipant.start(Leg.of(instance, chain, xt), Inbox.EMPTY));
    settle();
  }

  /** What is to be simulated next; nothing once it is decided. */
  public SortedMap<ChainId, Simulate> questions() {
    return decision().isPresent()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(questions);
  }

  /** Goes on with the answers to all questions of the round. */
  public void answered(SortedMap<ChainId, SimulationResult> answers) {
    if (!answers.keySet().equals(questions().keySet()))
      throw new IllegalArgumentException("answers to other questions: " + answers.keySet());
    questions = new TreeMap<>();
    answers.forEach((chain, result) -> on(chain, new SimulationEnded(result)));
    settle();
  }

  /** What it comes to; empty while there are questions. */
  public Optional<Decision> decision() {
    return leader instanceof ScpLeader.Decided(var decision)
        ? Optional.of(decision)
        : Optional.empty();
  }

  /** How the participants voted; who had not when it was decided is not among them. */
  public SortedMap<ChainId, Vote.Ballot> ballots() {
    return Collections.unmodifiableSortedMap(ballots);
  }

  /** Carries out what the participants want, until they wait for simulations or it is decided. */
  private void settle() {
    carryOut();
    if (decision().isPresent() || !questions.isEmpty()) return;
    // Everyone waits for a message that nobody will send any more.
    for (var each : new TreeMap<>(participants).entrySet())
      if (each.getValue() instanceof AwaitingMessage) on(each.getKey(), new VotingTimedOut());
    carryOut();
  }

  private void carryOut() {
    for (var next = pending.poll(); next != null; next = pending.poll())
      switch (next.effect()) {
        case Simulate question -> questions.put(next.chain(), question);
        case SendCirc(var circ) -> {
          var message = circ.message();
          on(message.header().destination(), new MessageReceived(message));
        }
        case CastVote(var vote) -> count(vote);
      }
  }

  private void count(Vote vote) {
    if (decision().isPresent()) return;
    ballots.put(vote.from(), vote.ballot());
    leader = ScpLeader.vote(leader, vote.from(), vote.ballot());
  }

  private void on(ChainId chain, ParticipantEvent event) {
    var state = participants.get(chain);
    if (state != null) take(chain, ScpParticipant.on(state, event));
  }

  private void take(ChainId chain, Step<ParticipantState, ParticipantEffect> step) {
    participants.put(chain, step.state());
    step.effects().forEach(effect -> pending.add(new Pending(chain, effect)));
  }
}
