package network.superblock.sequencer.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Step;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.Leg;
import network.superblock.protocol.scp.ParticipantEffect;
import network.superblock.protocol.scp.ParticipantEvent;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.protocol.scp.ScpParticipant;

/** Runs all legs of one xT, each on its own draft, until nothing moves any more. */
final class Instance {

  private record Pending(ChainId chain, ParticipantEffect effect) {}

  private final InstanceId id;
  private final Map<ChainId, LegSimulation> simulations = new HashMap<>();
  private final Map<ChainId, ParticipantState> states = new TreeMap<>();
  private final Map<ChainId, LegResult.Complete> complete = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final List<MailboxMessage> sent = new ArrayList<>();
  private int runs;

  private Instance(InstanceId id) {
    this.id = id;
  }

  static Instance run(Slot slot, XtRequest xt, Map<ChainId, ExecutedDraft> drafts) {
    var instance = new Instance(new InstanceId(slot, xt.id()));
    drafts.forEach((chain, draft) -> {
      Leg leg = Leg.of(instance.id, chain, xt);
      instance.simulations.put(
          chain, new LegSimulation(draft.workbench(), draft.overlay(), leg.transactions()));
      instance.take(chain, ScpParticipant.start(leg, Inbox.EMPTY));
    });
    instance.drain();
    return instance;
  }

  ParticipantState state(ChainId chain) {
    return of(states, chain);
  }

  Vote.Ballot ballot(ChainId chain) {
    return ((ParticipantState.Voted) state(chain)).ballot();
  }

  LegResult.Complete complete(ChainId chain) {
    return of(complete, chain);
  }

  List<MailboxMessage> sent() {
    return sent;
  }

  int runs() {
    return runs;
  }

  void timeOut() {
    for (ChainId chain : List.copyOf(states.keySet()))
      take(chain, ScpParticipant.on(state(chain), new ParticipantEvent.VotingTimedOut()));
    drain();
  }

  private void take(ChainId chain, Step<ParticipantState, ParticipantEffect> step) {
    states.put(chain, step.state());
    step.effects().forEach(effect -> pending.add(new Pending(chain, effect)));
  }

  private void drain() {
    while (!pending.isEmpty()) {
      Pending next = pending.poll();
      switch (next.effect()) {
        case ParticipantEffect.Simulate(_, var inbox, _) -> simulate(next.chain(), inbox);
        case ParticipantEffect.SendCirc(var circ) -> {
          sent.add(circ.message());
          ChainId to = circ.message().header().destination();
          if (states.containsKey(to))
            take(
                to,
                ScpParticipant.on(state(to), new ParticipantEvent.MessageReceived(circ.message())));
        }
        case ParticipantEffect.CastVote _ -> {}
      }
    }
  }

  private void simulate(ChainId chain, List<MailboxMessage> inbox) {
    runs++;
    LegResult result = of(simulations, chain).run(inbox);
    if (result instanceof LegResult.Complete ran) complete.put(chain, ran);
    take(
        chain,
        ScpParticipant.on(state(chain), new ParticipantEvent.SimulationEnded(result.result())));
  }

  private static <T> T of(Map<ChainId, T> each, ChainId chain) {
    return Optional.ofNullable(each.get(chain)).orElseThrow();
  }
}
