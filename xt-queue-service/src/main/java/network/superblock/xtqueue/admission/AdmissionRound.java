package network.superblock.xtqueue.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.superblock.protocol.Address;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.QueueOrder;
import network.superblock.protocol.queue.QueueRules;
import network.superblock.protocol.queue.Refusal;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.xtqueue.admission.Admission.AlreadyKnown;
import network.superblock.xtqueue.admission.Admission.Queued;
import network.superblock.xtqueue.admission.Admission.Refused;
import network.superblock.xtqueue.admission.Examination.Passed;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.XtTerms;

/** Lets the requests of one batch in, in the order in which they came. Confined to one thread. */
public final class AdmissionRound {

  /**
   * What the queue looks like before the round.
   *
   * @param waiting how many xTs wait
   * @param known statuses' names of those of the batch that are known
   * @param waitingOf how many xTs of each signer of the batch wait
   * @param abortsOf how many xTs of each signer were aborted lately
   */
  public record Before(
      boolean paused,
      int waiting,
      Map<XtId, String> known,
      Map<Address, Integer> waitingOf,
      Map<Address, Integer> abortsOf) {}

  /** An xT that entered, with its place in the order. */
  public record Entered(Passed request, XtTerms terms) {}

  private final QueueRules rules;
  private final Before before;
  private final Map<Address, Integer> waitingOf;
  private final Set<XtId> enteredNow = new HashSet<>();
  private final List<Entered> entered = new ArrayList<>();

  public AdmissionRound(QueueRules rules, Before before) {
    this.rules = rules;
    this.before = before;
    this.waitingOf = new HashMap<>(before.waitingOf());
  }

  /** The answer to one request. */
  public Admission admit(Passed request) {
    var known = before.known().get(request.id());
    if (known != null) return new AlreadyKnown(request.id(), known);
    if (enteredNow.contains(request.id()))
      return new AlreadyKnown(request.id(), StatusFacts.nameOf(new XtStatus.Queued(0)));
    if (before.paused())
      return new Refused(Refusal.ADMISSION_PAUSED, "An operator has paused the admission");
    if (request.objection().isPresent()) return request.objection().get();
    if (before.waiting() + entered.size() >= rules.maxQueued())
      return new Refused(
          Refusal.QUEUE_FULL, "The queue holds " + rules.maxQueued() + " xTs; try again later");
    for (var signer : request.signers())
      if (waitingOf.getOrDefault(signer, 0) >= rules.maxPerSigner())
        return new Refused(
            Refusal.SIGNER_LIMIT,
            "%d xTs signed by %s wait already".formatted(rules.maxPerSigner(), signer));
    return enter(request);
  }

  /** Those that entered, in order. */
  public List<Entered> entered() {
    return List.copyOf(entered);
  }

  private Queued enter(Passed request) {
    enteredNow.add(request.id());
    request.signers().forEach(signer -> waitingOf.merge(signer, 1, Integer::sum));
    var terms =
        new XtTerms(
            request.xt().chains(),
            request.signers(),
            QueueOrder.rank(
                request.receivedAt(), request.lowestTip(), recentAborts(request), rules),
            request.receivedAt(),
            request.expiresAt());
    entered.add(new Entered(request, terms));
    return new Queued(request.id());
  }

  private int recentAborts(Passed request) {
    return request.signers().stream()
        .mapToInt(signer -> before.abortsOf().getOrDefault(signer, 0))
        .max()
        .orElse(0);
  }
}
