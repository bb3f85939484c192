package network.superblock.protocol.scp;

import static network.superblock.protocol.message.VoteRefusal.Cause.MESSAGE_MISSING;
import static network.superblock.protocol.message.VoteRefusal.Cause.TIMED_OUT;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Step;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantEffect.CastVote;
import network.superblock.protocol.scp.ParticipantEffect.SendCirc;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.ParticipantEvent.DecisionRead;
import network.superblock.protocol.scp.ParticipantEvent.MessageReceived;
import network.superblock.protocol.scp.ParticipantEvent.SimulationEnded;
import network.superblock.protocol.scp.ParticipantEvent.VotingTimedOut;
import network.superblock.protocol.scp.ParticipantState.AwaitingMessage;
import network.superblock.protocol.scp.ParticipantState.Committed;
import network.superblock.protocol.scp.ParticipantState.Done;
import network.superblock.protocol.scp.ParticipantState.Dropped;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.scp.ParticipantState.Refused;
import network.superblock.protocol.scp.ParticipantState.Simulating;
import network.superblock.protocol.scp.ParticipantState.Unvoted;
import network.superblock.protocol.scp.ParticipantState.Voted;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;

/**
 * One instance as one of its sequencers sees it: execute, wait for the message that is missing, put
 * it, execute again, until the leg succeeds, fails or runs out of time. See SBCP section 5,
 * "Simulation loop".
 *
 * <p>Only messages that an execution asked for are put, in the order in which it asked, so a peer
 * cannot fill the block with messages that nobody reads.
 */
public final class ScpParticipant {

  private ScpParticipant() {}

  private record When(ParticipantState state, ParticipantEvent event) {}

  /** Starts the leg. {@code arrived} are the messages that were there before the instance was. */
  public static Step<ParticipantState, ParticipantEffect> start(Leg leg, Inbox arrived) {
    return simulate(leg, Exchange.startingWith(arrived.filter(leg::expects)));
  }

  /** Votes against a leg that need not be tried. */
  public static Step<ParticipantState, ParticipantEffect> refuse(Leg leg, VoteRefusal refusal) {
    return cast(new Refused(leg, refusal));
  }

  /** What {@code event} leads to in {@code state}. */
  public static Step<ParticipantState, ParticipantEffect> on(
      ParticipantState state, ParticipantEvent event) {
    return switch (new When(state, event)) {
      case When(Unvoted s, MessageReceived e) when !s.leg().expects(e.message().header()) ->
          Step.to(s);
      case When(Simulating s, MessageReceived e) ->
          Step.to(new Simulating(s.leg(), s.exchange().keeping(e.message())));
      case When(AwaitingMessage s, MessageReceived e) when s.awaits(e.message()) ->
          simulate(s.leg(), s.exchange().putting(e.message()));
      case When(AwaitingMessage s, MessageReceived e) ->
          Step.to(new AwaitingMessage(s.leg(), s.exchange().keeping(e.message()), s.missing()));

      case When(Simulating s, SimulationEnded(Failed r)) -> refuse(s, r.refusal());
      case When(Simulating s, SimulationEnded(var r)) when Objections.to(s, r).isPresent() ->
          refuse(s, Objections.to(s, r).orElseThrow());
      case When(Simulating s, SimulationEnded(Succeeded r)) -> prepare(s, r);
      case When(Simulating s, SimulationEnded(MissingMessage r)) when s.hasReceived(r.header()) ->
          simulateAgain(s, r);
      case When(Simulating s, SimulationEnded(MissingMessage r)) -> await(s, r);

      case When(Simulating s, VotingTimedOut _) ->
          refuse(s, new VoteRefusal(TIMED_OUT, "the simulation did not end in time"));
      case When(AwaitingMessage s, VotingTimedOut _) ->
          refuse(s, new VoteRefusal(MESSAGE_MISSING, "in time: " + s.missing()));

      case When(Prepared s, DecisionRead(Decision.Commit _)) ->
          Step.to(new Committed(s.leg(), s.exchange().put()));
      // A decision to commit what we never voted for is not obeyed: validity is broken elsewhere.
      case When(Prepared _, DecisionRead _),
          When(Refused _, DecisionRead _),
          When(Unvoted _, DecisionRead _) ->
          Step.to(new Dropped(state.leg()));

      // What comes too late or twice changes nothing.
      case When(Voted _, MessageReceived _),
          When(AwaitingMessage _, SimulationEnded _),
          When(Voted _, SimulationEnded _),
          When(Voted _, VotingTimedOut _),
          When(Done _, _) ->
          Step.to(state);
    };
  }

  private static Step<ParticipantState, ParticipantEffect> simulate(Leg leg, Exchange exchange) {
    return Step.to(
        new Simulating(leg, exchange),
        new Simulate(leg.instance(), exchange.put(), leg.transactions()));
  }

  private static Step<ParticipantState, ParticipantEffect> simulateAgain(
      Simulating s, MissingMessage r) {
    var message = s.exchange().arrived().find(r.header()).orElseThrow();
    return send(s, r.written()).then(sent -> simulate(s.leg(), sent.putting(message)));
  }

  private static Step<ParticipantState, ParticipantEffect> await(Simulating s, MissingMessage r) {
    return send(s, r.written())
        .then(sent -> Step.to(new AwaitingMessage(s.leg(), sent, r.header())));
  }

  private static Step<ParticipantState, ParticipantEffect> prepare(Simulating s, Succeeded r) {
    return send(s, r.written())
        .then(sent -> cast(new Prepared(s.leg(), sent, Digests.of(s.leg(), r.accesses()))));
  }

  private static Step<ParticipantState, ParticipantEffect> refuse(Unvoted s, VoteRefusal refusal) {
    return cast(new Refused(s.leg(), refusal));
  }

  private static Step<ParticipantState, ParticipantEffect> cast(Voted voted) {
    return Step.to(voted, new CastVote(voted.vote()));
  }

  /** Sends what no earlier execution has written: once each, however often it is executed. */
  private static Step<Exchange, ParticipantEffect> send(
      Simulating s, List<MailboxMessage> written) {
    var unsent = s.exchange().unsent(written);
    var effects = new ArrayList<ParticipantEffect>();
    for (var message : unsent)
      effects.add(new SendCirc(new CircMessage(s.leg().instance(), message)));
    return new Step<>(s.exchange().sending(unsent), effects);
  }
}
