package network.superblock.superblock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.slot.SettlementGate;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.SettlementStore.StoredAttempt;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.l1.SignedTransaction;
import network.superblock.superblock.publishing.Attempt.Delivery;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Followed;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RollBackReorgedOut;
import network.superblock.superblock.publishing.Change.RollBackSeen;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.GasFee;
import network.superblock.superblock.publishing.Inclusion;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.Progress;
import network.superblock.superblock.publishing.Standing;
import network.superblock.superblock.publishing.Standing.Anchor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keeping what L1 does in a real Postgres. */
class PostgresSettlementStoreTest {

  private static final Inclusion WHERE =
      new Inclusion(AbiWord.of(0x77), new L1BlockRef(12, AbiWord.of(0x12)));

  private final TestDatabase database = TestDatabase.of(PostgresSettlementStoreTest.class);
  private final SlotScript script = new SlotScript();
  private Ledger first;
  private Ledger second;

  @BeforeEach
  void keepTwoSuperblocks() {
    database.keep(script, 5);
    first = script.state().ground().ledger();
    database.keep(script, 7);
    second = script.state().ground().ledger();
  }

  @Test
  void includesAndTells() {
    var applied = apply(included(first));

    assertThat(applied).containsExactly(new Applied(included(first), Duration.ofSeconds(6)));
    assertThat(progress(1)).isEqualTo(new Progress.Included(WHERE));
    assertThat(database.announced())
        .containsExactly(
            new SuperblockStatus.Included(
                first.number(), first.hash(), new Slot(5), WHERE.transaction(), WHERE.block()));
  }

  @Test
  void finalizesAndStandsOnIt() {
    apply(included(first), finalized(first), new Followed(12));

    assertThat(standing().base()).isEqualTo(new Anchor(first.number(), first.hash()));
    assertThat(standing().candidates()).containsOnlyKeys(second.number());
    assertThat(standing().followed()).isEqualTo(12);
    assertThat(database.announced())
        .last()
        .isEqualTo(
            new SuperblockStatus.Finalized(
                first.number(), first.hash(), new Slot(5), WHERE.transaction(), WHERE.block()));
  }

  @Test
  void putsBackWhatWasReorged() {
    apply(included(first));
    apply(new Reorged(first.number(), first.hash()));

    assertThat(progress(1)).isEqualTo(new Progress.Sent());
    assertThat(database.announced())
        .last()
        .isEqualTo(new SuperblockStatus.Reorged(first.number(), first.hash()));
  }

  @Test
  void holdsAndReleases() {
    apply(new RollBackSeen(1));
    assertThat(standing().gate()).isEqualTo(new SettlementGate.Held(1));

    apply(new RollBackSeen(2), new RollBackReorgedOut(1));
    assertThat(standing().gate()).isEqualTo(new SettlementGate.Held(2));

    apply(new RollBackReorgedOut(2));
    assertThat(standing().gate()).isEqualTo(new SettlementGate.Open());
    assertThat(database.announced())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
        .containsExactly(
            new SettlementEvent.RollBackSeen(1, 0),
            new SettlementEvent.RollBackSeen(2, 0),
            new SettlementEvent.RollBackReorgedOut(1, 0),
            new SettlementEvent.RollBackReorgedOut(2, 0));
    assertThat(database.announced())
        .extracting(event -> ((SettlementEvent) event).revision())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void rollsBackToTheLedgerOfTheLastValidSuperblock() {
    apply(new RollBackSeen(1));
    apply(rolledBack(1, first.number(), first.hash()));

    assertThat(standing().gate()).isEqualTo(new SettlementGate.Open());
    assertThat(standing().rollBacks()).isEqualTo(1);
    assertThat(standing().highest()).isEqualTo(first.number());
    assertThat(database.announced())
        .last()
        .isInstanceOfSatisfying(
            SettlementEvent.RollBackFinalized.class,
            event -> {
              assertThat(event.ordinal()).isEqualTo(1);
              assertThat(event.lastValid())
                  .isEqualTo(
                      new Ledger(
                          first.number(), first.hash(), first.heads(), first.suspended(), 1));
            });
    assertThat(database.events()).endsWith("rollback-finalized", "superblock-rolled-back");
  }

  @Test
  void rollsBackToGenesis() {
    apply(included(first), finalized(first));
    apply(rolledBack(1, new SuperblockNumber(0), SlotScript.GENESIS));

    assertThat(standing().base())
        .isEqualTo(new Anchor(new SuperblockNumber(0), SlotScript.GENESIS));
    assertThat(standing().candidates()).isEmpty();
    assertThat(database.announced())
        .last()
        .isInstanceOfSatisfying(
            SettlementEvent.RollBackFinalized.class,
            event -> {
              assertThat(event.lastValid().heads()).isEmpty();
              assertThat(event.lastValid().rollBacks()).isEqualTo(1);
            });
  }

  @Test
  void doesAllOrNothing() {
    apply(rolledBack(1, first.number(), first.hash()));

    assertThatThrownBy(() -> apply(new Followed(99), rolledBack(1, first.number(), first.hash())))
        .isNotNull();
    assertThat(standing().followed()).isZero();
  }

  @Test
  void knowsItsOwnSuperblocks() {
    assertThat(knows(0, SlotScript.GENESIS)).isTrue();
    assertThat(knows(1, first.hash())).isTrue();
    assertThat(knows(1, second.hash())).isFalse();
    assertThat(knows(0, first.hash())).isFalse();
    assertThat(database.settlement.hashOf(second.number()).block()).contains(second.hash());
    assertThat(database.settlement.hashOf(second.number().next()).block()).isEmpty();
  }

  @Test
  void keepsTransactionsAndGivesTheLastOfEachNonce() {
    prepare(attempt(5, 1, first.hash(), 1));
    prepare(attempt(5, 2, first.hash(), 2));
    prepare(attempt(6, 1, second.hash(), 3));

    assertThat(database.settlement.attempts(new Nonce(5)).block())
        .containsExactly(attempt(5, 2, first.hash(), 2), attempt(6, 1, second.hash(), 3));
    assertThat(database.settlement.attempts(new Nonce(6)).block())
        .containsExactly(attempt(6, 1, second.hash(), 3));
    assertThat(database.settlement.attempt(AbiWord.of(1)).block())
        .contains(attempt(5, 1, first.hash(), 1));
  }

  @Test
  void tellsOnceThatItWasSent() {
    var attempt = attempt(5, 1, first.hash(), 1);
    prepare(attempt);
    assertThat(attempt.seenBy(Set.of()).delivery()).isEqualTo(Delivery.PREPARED);

    database.settlement.sent(attempt).block();
    database.settlement.sent(attempt).block();

    assertThat(progress(1)).isEqualTo(new Progress.Sent());
    var stored = TestDatabase.get(database.settlement.attempts(new Nonce(5))).getFirst();
    assertThat(stored.seenBy(Set.of(AbiWord.of(1))).delivery()).isEqualTo(Delivery.POOLED);
    assertThat(stored.seenBy(Set.of()).delivery()).isEqualTo(Delivery.DROPPED);
    assertThat(database.announced())
        .containsExactly(
            new SuperblockStatus.Published(
                first.number(), first.hash(), new Slot(5), AbiWord.of(1)));
  }

  @Test
  void tellsOfEveryTransactionThatReplacesAnother() {
    var one = attempt(5, 1, first.hash(), 1);
    var other = attempt(5, 2, first.hash(), 2);
    prepare(one);
    database.settlement.sent(one).block();
    prepare(other);
    database.settlement.sent(other).block();

    assertThat(database.announced()).hasSize(2);
  }

  @Test
  void remembersWhatWasAnnounced() {
    apply(included(first));
    var id = TestDatabase.get(database.announcements.open(1).next()).id();
    database.announcements.announced(id).block();
    assertThat(database.announced()).isEmpty();

    apply(included(second));
    assertThat(database.announced()).hasSize(1);
  }

  private List<Applied> apply(Change... changes) {
    return TestDatabase.get(database.settlement.apply(Arrays.asList(changes)));
  }

  private Standing standing() {
    return TestDatabase.get(database.settlement.standing());
  }

  private Progress progress(long number) {
    return database.candidate(number).progress();
  }

  private boolean knows(long number, Hash32 hash) {
    return TestDatabase.get(
        database.settlement.knows(new Anchor(new SuperblockNumber(number), hash)));
  }

  private void prepare(StoredAttempt attempt) {
    database.settlement.prepare(attempt).block();
  }

  private static Included included(Ledger at) {
    return new Included(at.number(), at.hash(), WHERE);
  }

  private static Finalized finalized(Ledger at) {
    return new Finalized(at.number(), at.hash(), WHERE);
  }

  private static RolledBack rolledBack(long ordinal, SuperblockNumber lastValid, Hash32 hash) {
    return new RolledBack(ordinal, lastValid, hash, WHERE.block());
  }

  private static StoredAttempt attempt(
      long nonce, int ordinal, Hash32 superblock, long transaction) {
    return new StoredAttempt(
        new Nonce(nonce),
        ordinal,
        superblock,
        new SignedTransaction(AbiWord.of(transaction), Bytes.of((byte) 2)),
        new GasFee(20, 2),
        100_000,
        11,
        false);
  }
}
