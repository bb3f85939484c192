package network.superblock.preconfirmation.validation;

import static network.superblock.preconfirmation.validation.ValidationOutcome.ignored;
import static network.superblock.preconfirmation.validation.ValidationOutcome.invalid;
import static network.superblock.preconfirmation.validation.ValidationOutcome.pending;
import static network.superblock.preconfirmation.validation.ValidationOutcome.valid;
import static network.superblock.preconfirmation.validation.ValidationOutcome.validHere;

import java.math.BigInteger;
import java.util.Optional;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.lookahead.Turn;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.protocol.Hash32;

/** Judges commitments: the table of preconfirmation section 5, row by row. */
public final class CommitmentRules {

  private final SdkConfig config;
  private final Lookahead lookahead;
  private final LinkRule links;

  public CommitmentRules(SdkConfig config, Lookahead lookahead, LinkRule links) {
    this.config = config;
    this.lookahead = lookahead;
    this.links = links;
  }

  /** What can be said of a commitment by itself, before its signature is looked at. */
  public ValidationOutcome judgeForm(SignedCommitment signed) {
    var preconfirmation = signed.preconfirmation();
    if (!preconfirmation.eop() && !preconfirmation.namesTxList())
      return invalid(Reason.PRECONF_BASIC);
    return signed.commitment().slasherAddress().equals(config.slasher())
        ? valid()
        : invalid(Reason.SLASHER_MISMATCH);
  }

  /**
   * The whole judgement of a commitment that is well formed.
   *
   * @param parent the commitment that it names, if it is known
   */
  public ValidationOutcome judge(
      KnownCommitment child, Optional<KnownCommitment> parent, Optional<ConfirmedTip> tip) {
    if (tip.isPresent() && !child.blockNumber().isAfter(tip.get().blockNumber()))
      return ignored(Reason.STALE);
    var turn = judgeTurn(child);
    if (!turn.isValid()) return turn;
    var link = judgeLink(child.preconfirmation(), parent, tip);
    return link.isValid() ? turn : link;
  }

  /** Whether it was its signer's turn, without a look at its parent. */
  public ValidationOutcome judgeTurn(KnownCommitment commitment) {
    var promised = commitment.preconfirmation();
    var turn = lookahead.turnOf(promised.timestamp(), promised.submissionWindowEnd());
    var outcome =
        switch (turn) {
          case Turn.Unknown _ -> pending(Reason.MISSING_SCHEDULE);
          case Turn.Impossible _ -> invalid(Reason.WRONG_SLOT_SIGNER);
          case Turn.Known(var signer, var _) when !signer.equals(commitment.signer()) ->
              invalid(Reason.WRONG_SLOT_SIGNER);
          case Turn.Known known -> judgeEnd(known, promised);
        };
    var soft = config.rules().gossipsubValidationSoftFail();
    return soft && outcome.penalize() ? pending(outcome.reason()) : outcome;
  }

  private ValidationOutcome judgeEnd(Turn.Known turn, Preconfirmation promised) {
    var drift = turn.windowEnd().value().subtract(promised.submissionWindowEnd().value()).abs();
    if (drift.signum() == 0) return valid();
    var grace = BigInteger.valueOf(config.rules().executorSlotGrace().toSeconds());
    return drift.compareTo(grace) <= 0 ? validHere(Reason.SLOT_GRACE) : invalid(Reason.SLOT_DRIFT);
  }

  private ValidationOutcome judgeLink(
      Preconfirmation child, Optional<KnownCommitment> parent, Optional<ConfirmedTip> tip) {
    if (child.parentPreconfirmationHash().equals(Hash32.ZERO))
      return child.blockNumber().isZero() ? valid() : ignored(Reason.ZERO_PARENT);
    if (parent.isPresent()) return judgeStep(parent.get().preconfirmation(), child);
    // L1 has decided the tip, so its child needs no promise before it.
    var followsTip = tip.filter(t -> t.blockNumber().next().equals(child.blockNumber()));
    if (followsTip.isEmpty()) return pending(Reason.MISSING_PARENT);
    var named = followsTip.get().preconfirmation();
    return named.isEmpty() || named.get().equals(child.parentPreconfirmationHash())
        ? valid()
        : invalid(Reason.PARENT_HASH_MISMATCH);
  }

  private ValidationOutcome judgeStep(Preconfirmation parent, Preconfirmation child) {
    var isNext = parent.blockNumber().next().equals(child.blockNumber());
    var afterEop =
        config.rules().sameNumberAfterEop()
            && parent.eop()
            && !parent.namesTxList()
            && parent.blockNumber().equals(child.blockNumber());
    if (!isNext && !afterEop) return invalid(Reason.BLOCK_NUMBER);
    return links.allows(parent, child) ? valid() : invalid(Reason.BLOCK_PARAMS);
  }
}
