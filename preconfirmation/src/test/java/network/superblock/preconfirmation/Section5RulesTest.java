package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.GENESIS;
import static network.superblock.preconfirmation.Samples.KEY;
import static network.superblock.preconfirmation.Samples.OTHER_KEY;
import static network.superblock.preconfirmation.Samples.address;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.lookahead.FixedLookahead;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.lookahead.ScheduledLookahead;
import network.superblock.preconfirmation.lookahead.Turn;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 5: validation, a test for each row of the table. */
class Section5RulesTest {

  private static final SdkConfig CONFIG = SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER);
  private static final Lookahead ANYTIME = new NoopLookahead(KEY.address());
  private static final KnownCommitment PARENT = known(preconfirmation(1, GENESIS));
  private static final Optional<ConfirmedTip> TIP = Optional.of(ConfirmedTip.at(0));

  @Test
  void form() {
    var empty = changed(preconfirmation(1, GENESIS), 1, 1_000_001, 100, Hash32.ZERO, GENESIS);
    var rules = rules(CONFIG, ANYTIME);
    is(rules.judgeForm(signed(empty, KEY)), Reason.PRECONF_BASIC, Verdict.REJECT, true);
    var other = new PreconfCommitment(preconfirmation(1, GENESIS), address(1));
    is(
        rules.judgeForm(Samples.SIGNATURES.sign(other, KEY)),
        Reason.SLASHER_MISMATCH,
        Verdict.REJECT,
        true);
    assertThat(rules.judgeForm(signed(preconfirmation(1, GENESIS), KEY)).isValid()).isTrue();
  }

  @Test
  void schedule() {
    var child = known(preconfirmation(1, GENESIS));
    var time = child.preconfirmation().timestamp();
    var end = child.preconfirmation().submissionWindowEnd();
    var wrong = new NoopLookahead(OTHER_KEY.address());
    is(judge(wrong, child), Reason.WRONG_SLOT_SIGNER, Verdict.REJECT, true);
    is(
        judge((_, _) -> new Turn.Impossible(), child),
        Reason.WRONG_SLOT_SIGNER,
        Verdict.REJECT,
        true);
    is(judge((_, _) -> new Turn.Unknown(), child), Reason.MISSING_SCHEDULE, Verdict.IGNORE, false);
    is(judge(ending(end.plus(1)), child), Reason.SLOT_GRACE, Verdict.IGNORE, false);
    assertThat(judge(ending(end.plus(1)), child).isValid()).as("valid for us").isTrue();
    is(judge(ending(end.plus(2)), child), Reason.SLOT_DRIFT, Verdict.REJECT, true);
    is(judge(ending(end), child), Reason.NONE, Verdict.ACCEPT, false);
    assertThat(time).isNotNull();
    var soft = CONFIG.withRules(new SdkConfig.Rules(true, Duration.ofSeconds(1), false));
    var outcome = rules(soft, wrong).judge(child, Optional.empty(), TIP);
    assertThat(outcome.status()).isEqualTo(ValidationOutcome.Status.PENDING);
    assertThat(outcome.penalize()).isFalse();
  }

  @Test
  void links() {
    var child = preconfirmation(2, PARENT.hash());
    is(link(child, Optional.of(PARENT)), Reason.NONE, Verdict.ACCEPT, false);
    is(link(child, Optional.empty()), Reason.MISSING_PARENT, Verdict.IGNORE, false);
    var zero = changed(child, 2, 1_000_002, 100, hash(1), Hash32.ZERO);
    is(link(zero, Optional.empty()), Reason.ZERO_PARENT, Verdict.IGNORE, false);
    var genesis = changed(child, 0, 1_000_000, 100, hash(1), Hash32.ZERO);
    assertThat(rules(CONFIG, ANYTIME).judge(known(genesis), Optional.empty(), Optional.empty()))
        .isEqualTo(ValidationOutcome.valid());
    var beforeGenesis = changed(child, 0, 1_000_000, 100, hash(1), hash(5));
    is(
        rules(CONFIG, ANYTIME).judge(known(beforeGenesis), Optional.empty(), Optional.empty()),
        Reason.MISSING_PARENT,
        Verdict.IGNORE,
        false);
    var skipping = changed(child, 3, 1_000_003, 100, hash(1), PARENT.hash());
    is(link(skipping, Optional.of(PARENT)), Reason.BLOCK_NUMBER, Verdict.REJECT, true);
    var late = changed(child, 2, 1_000_001, 100, hash(1), PARENT.hash());
    is(link(late, Optional.of(PARENT)), Reason.BLOCK_PARAMS, Verdict.REJECT, true);
    var anchor = changed(child, 2, 1_000_002, 99, hash(1), PARENT.hash());
    is(link(anchor, Optional.of(PARENT)), Reason.BLOCK_PARAMS, Verdict.REJECT, true);
  }

  @Test
  void theTip() {
    var rules = rules(CONFIG, ANYTIME);
    var child = known(preconfirmation(2, PARENT.hash()));
    var above = Optional.of(ConfirmedTip.at(2));
    is(rules.judge(child, Optional.empty(), above), Reason.STALE, Verdict.IGNORE, false);
    var at = Optional.of(ConfirmedTip.at(1));
    is(rules.judge(child, Optional.empty(), at), Reason.NONE, Verdict.ACCEPT, false);
    var named = Optional.of(new ConfirmedTip(UInt256.of(1), Optional.of(PARENT.hash())));
    is(rules.judge(child, Optional.empty(), named), Reason.NONE, Verdict.ACCEPT, false);
    var other = Optional.of(new ConfirmedTip(UInt256.of(1), Optional.of(hash(5))));
    is(
        rules.judge(child, Optional.empty(), other),
        Reason.PARENT_HASH_MISMATCH,
        Verdict.REJECT,
        true);
  }

  @Test
  void aTurnsEndMayShareTheNumberWhereTheSwitchSaysSo() {
    var p = PARENT.preconfirmation();
    var end =
        known(
            new Preconfirmation(
                true,
                p.blockNumber(),
                p.timestamp(),
                p.gasLimit(),
                p.coinbase(),
                p.anchorBlockNumber(),
                Hash32.ZERO,
                p.parentPreconfirmationHash(),
                p.submissionWindowEnd(),
                p.proverAuth(),
                p.proposalId()));
    var child = known(changed(p, 1, 1_000_005, 100, hash(1), end.hash()));
    var off = rules(CONFIG, ANYTIME).judge(child, Optional.of(end), TIP);
    is(off, Reason.BLOCK_NUMBER, Verdict.REJECT, true);
    var on = CONFIG.withRules(new SdkConfig.Rules(false, Duration.ofSeconds(1), true));
    is(rules(on, ANYTIME).judge(child, Optional.of(end), TIP), Reason.NONE, Verdict.ACCEPT, false);
  }

  @Test
  void transactionLists() {
    is(TxListRules.judge(Samples.txList(1)), Reason.NONE, Verdict.ACCEPT, false);
    is(TxListRules.judge(RawTxList.notFound(hash(1))), Reason.EMPTY_TXLIST, Verdict.REJECT, true);
    var body = Bytes.utf8("body");
    is(
        TxListRules.judge(new RawTxList(Hash32.ZERO, body)),
        Reason.ZERO_HASH_TXLIST,
        Verdict.REJECT,
        true);
    is(
        TxListRules.judge(new RawTxList(hash(1), body)),
        Reason.TXLIST_HASH_MISMATCH,
        Verdict.REJECT,
        true);
    var huge = RawTxList.of(Bytes.wrap(new byte[RawTxList.MAX_TXLIST + 1]));
    is(TxListRules.judge(huge), Reason.TXLIST_TOO_LARGE, Verdict.REJECT, true);
  }

  @Test
  void schedulesTellKnownUnknownAndImpossibleApart() {
    var fixed = new FixedLookahead(1000, 12, List.of(address(1), address(2)));
    var end = UInt256.of(1012);
    assertThat(fixed.turnOf(UInt256.of(999), end)).isEqualTo(new Turn.Impossible());
    assertThat(fixed.turnOf(UInt256.of(1000), end)).isEqualTo(new Turn.Known(address(1), end));
    assertThat(fixed.turnOf(UInt256.of(1012), end))
        .isEqualTo(new Turn.Known(address(2), UInt256.of(1024)));
    var told = new ScheduledLookahead(10);
    assertThat(told.turnOf(UInt256.of(5), end)).isEqualTo(new Turn.Unknown());
    told.learn(10, 20, address(1));
    told.learn(30, 40, address(2));
    assertThat(told.turnOf(UInt256.of(15), end))
        .isEqualTo(new Turn.Known(address(1), UInt256.of(20)));
    assertThat(told.turnOf(UInt256.of(25), end)).isEqualTo(new Turn.Impossible());
    assertThat(told.turnOf(UInt256.of(45), end)).isEqualTo(new Turn.Unknown());
  }

  private static Lookahead ending(UInt256 end) {
    return (_, _) -> new Turn.Known(KEY.address(), end);
  }

  private static ValidationOutcome judge(Lookahead lookahead, KnownCommitment child) {
    return rules(CONFIG, lookahead).judge(child, Optional.empty(), TIP);
  }

  private static ValidationOutcome link(Preconfirmation child, Optional<KnownCommitment> parent) {
    return rules(CONFIG, ANYTIME).judge(known(child), parent, TIP);
  }

  private static CommitmentRules rules(SdkConfig config, Lookahead lookahead) {
    return new CommitmentRules(config, lookahead, LinkRule.DEFAULT);
  }

  private static KnownCommitment known(Preconfirmation preconfirmation) {
    return KnownCommitment.of(KEY.address(), signed(preconfirmation, KEY));
  }

  private static Preconfirmation changed(
      Preconfirmation p, long number, long time, long anchor, Hash32 list, Hash32 parent) {
    return new Preconfirmation(
        p.eop(),
        UInt256.of(number),
        UInt256.of(time),
        p.gasLimit(),
        p.coinbase(),
        UInt256.of(anchor),
        list,
        parent,
        p.submissionWindowEnd(),
        p.proverAuth(),
        p.proposalId());
  }

  private static void is(
      ValidationOutcome outcome, Reason reason, Verdict verdict, boolean penalize) {
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.verdict()).isEqualTo(verdict);
    assertThat(outcome.penalize()).isEqualTo(penalize);
  }
}
