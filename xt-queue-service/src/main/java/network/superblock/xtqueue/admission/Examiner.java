package network.superblock.xtqueue.admission;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.queue.Refusal;
import network.superblock.protocol.queue.RequestLimits;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.TransactionDecoding.Decoded;
import network.superblock.wire.transaction.TransactionDecoding.Malformed;
import network.superblock.wire.transaction.TransactionDecoding.WrongChain;
import network.superblock.xtqueue.Rollups;
import network.superblock.xtqueue.admission.Admission.Refused;
import network.superblock.xtqueue.admission.Submission.Leg;

/**
 * Looks whether a request is a cross-chain transaction: the cheap questions first, so that a large
 * one costs nothing before it is known to be within its bounds. See SBCP section 10.
 */
public final class Examiner {

  private final AdmissionRules rules;
  private final Rollups rollups;

  public Examiner(AdmissionRules rules, Rollups rollups) {
    this.rules = rules;
    this.rollups = rollups;
  }

  /**
   * The answer.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException as long as L1 has not been
   *     read
   */
  public Examination examine(Submission submission, Instant now) {
    var shape = misshapen(submission);
    if (shape.isPresent()) return new Examination.Failed(shape.get());
    var expiresIn = submission.expiresIn().orElse(rules.defaultExpiry());
    if (!expiresIn.isPositive() || expiresIn.compareTo(rules.maxExpiry()) > 0)
      return Examination.failed(
          Refusal.BAD_EXPIRY,
          "expiresIn must be positive and at most %s, not %s"
              .formatted(rules.maxExpiry(), expiresIn));

    return readLegs(submission, now, now.plus(expiresIn));
  }

  private Examination readLegs(Submission submission, Instant now, Instant expiresAt) {
    var signers = new TreeSet<Address>();
    var tips = new TreeSet<BigInteger>();
    for (var leg : submission.legs()) {
      var decoder = new TransactionDecoder(leg.chain());
      for (int i = 0; i < leg.transactions().size(); i++)
        switch (decoder.decode(leg.transactions().get(i))) {
          case Decoded(var signed) -> {
            signers.add(signed.sender());
            tips.add(signed.body().highestTip().amount());
          }
          case WrongChain wrong -> {
            return Examination.failed(
                Refusal.WRONG_CHAIN, place(leg, i) + " is signed for chain " + wrong.signedFor());
          }
          case Malformed(var message) -> {
            return Examination.failed(
                Refusal.MALFORMED_TRANSACTION, place(leg, i) + ": " + message);
          }
        }
    }
    var xt = new XtRequest(submission.legs().stream().map(Examiner::toRequest).toList());
    return new Examination.Passed(
        xt, xt.id(), List.copyOf(signers), tips.first(), now, expiresAt, standing(xt.chains()));
  }

  /** What is wrong with its shape. */
  static Optional<Refused> misshapen(Submission submission) {
    var legs = submission.legs();
    if (legs.size() < 2)
      return refuse(Refusal.SINGLE_CHAIN, "An xT spans at least two chains, not " + legs.size());
    if (legs.size() > RequestLimits.MAX_CHAINS)
      return refuse(
          Refusal.TOO_MANY_CHAINS,
          "It names %d chains; the limit is %d".formatted(legs.size(), RequestLimits.MAX_CHAINS));
    var chains = new TreeSet<ChainId>();
    long bytes = 0;
    for (var leg : legs) {
      if (!chains.add(leg.chain()))
        return refuse(Refusal.CHAIN_NAMED_TWICE, "Chain " + leg.chain() + " is named twice");
      if (leg.transactions().isEmpty())
        return refuse(Refusal.EMPTY_LEG, "Chain " + leg.chain() + " has no transaction");
      if (leg.transactions().size() > RequestLimits.MAX_TRANSACTIONS_PER_CHAIN)
        return refuse(
            Refusal.TOO_MANY_TRANSACTIONS,
            "Chain %s has %d transactions; the limit is %d"
                .formatted(
                    leg.chain(),
                    leg.transactions().size(),
                    RequestLimits.MAX_TRANSACTIONS_PER_CHAIN));
      for (var transaction : leg.transactions()) bytes += transaction.size();
    }
    if (bytes > RequestLimits.MAX_BYTES)
      return refuse(
          Refusal.TOO_LARGE,
          "The transactions have %d bytes; the limit is %d"
              .formatted(bytes, RequestLimits.MAX_BYTES));
    return Optional.empty();
  }

  private Optional<Refused> standing(SortedSet<ChainId> chains) {
    for (var chain : chains)
      switch (rollups.registrationOf(chain)) {
        case ACTIVE -> {}
        case INACTIVE -> {
          return refuse(Refusal.INACTIVE_CHAIN, "Chain " + chain + " takes no part now");
        }
        case UNKNOWN -> {
          return refuse(Refusal.UNKNOWN_CHAIN, "Chain " + chain + " is not registered");
        }
      }
    return Optional.empty();
  }

  private static Optional<Refused> refuse(Refusal reason, String detail) {
    return Optional.of(new Refused(reason, detail));
  }

  private static String place(Leg leg, int index) {
    return "Transaction " + index + " of chain " + leg.chain();
  }

  private static TransactionRequest toRequest(Leg leg) {
    return new TransactionRequest(leg.chain(), leg.transactions());
  }
}
