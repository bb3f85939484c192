package network.superblock.superblock.postgres;

import static network.superblock.superblock.assembly.SlotScript.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.SlotStore.Resume;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.Progress;
import network.superblock.superblock.publishing.Standing;
import org.junit.jupiter.api.Test;

/** Keeping closed slots in a real Postgres. */
class PostgresSlotStoreTest {

  private final TestDatabase database = TestDatabase.of(PostgresSlotStoreTest.class);
  private final SlotScript script = new SlotScript();

  @Test
  void beginsAtTheBeginning() {
    assertThat(database.slots.resume().block()).isEmpty();
    assertThat(standing().candidates()).isEmpty();
  }

  @Test
  void queuesASoundSuperblockAndKnowsWhereToGoOn() {
    var before = script.state();
    var written = script.build(5);

    assertThat(database.keepAt(TestDatabase.check(written, before), 17))
        .isEqualTo(new Kept.Queued(number(1)));

    assertThat(database.slots.resume().block())
        .contains(new Resume(TestDatabase.placeAt(17), written.closed()));
    var candidate = database.candidate(1);
    assertThat(candidate.hash()).isEqualTo(written.built().hash());
    assertThat(candidate.progress()).isEqualTo(new Progress.Queued());
    assertThat(candidate.header().slot()).isEqualTo(written.closed().slot());
    assertThat(database.events()).containsExactly("superblock-queued");
    assertThat(
            database
                .client
                .sql("SELECT hash FROM superblock_block WHERE chain_id = 77777")
                .map(row -> Columns.hash(row, "hash"))
                .one()
                .block())
        .isEqualTo(written.blockOf(A));
    assertThat(
            database
                .client
                .sql("SELECT xt_id FROM superblock_xt ORDER BY position")
                .map(row -> Columns.hash(row, "xt_id"))
                .all()
                .collectList()
                .block())
        .isEqualTo(List.of(written.built().includedXts().getFirst().hash()));
  }

  @Test
  void keepsASlotOnce() {
    var before = script.state();
    var slot = TestDatabase.check(script.build(5), before);
    database.keepAt(slot, 17);

    assertThat(database.keepAt(slot, 17)).isEqualTo(new Kept.Passed());
    assertThat(database.events()).containsExactly("superblock-queued");
  }

  @Test
  void movesOnAfterASlotWithoutASuperblock() {
    var before = script.state();
    var failed = script.fail(5);

    assertThat(database.keepAt(TestDatabase.check(failed, before), 9)).isEqualTo(new Kept.Passed());
    assertThat(database.slots.resume().block())
        .contains(new Resume(TestDatabase.placeAt(9), failed.closed()));
  }

  @Test
  void refusesAnUnsoundSuperblockAndEverythingOnIt() {
    database.keep(script, 5);
    var before = script.state();
    var second = script.build(6);
    var sound = (ClosedSlot.Sound) TestDatabase.check(second, before);
    var unsound =
        new ClosedSlot.Unsound(sound.closed(), sound.superblock(), "it is wrong", sound.at());

    assertThat(database.keep(unsound))
        .isEqualTo(new Kept.Refused(number(2), "it is wrong", number(1)));
    assertThat(database.keep(script, 7))
        .isEqualTo(
            new Kept.Refused(number(3), "its parent is not one that was found valid", number(1)));

    assertThat(standing().highest()).isEqualTo(number(1));
    assertThat(database.settlement.refusal().block())
        .hasValueSatisfying(refusal -> assertThat(refusal.number()).isEqualTo(number(2)));
    assertThat(database.events())
        .containsExactly("superblock-queued", "superblock-refused", "superblock-refused");
  }

  @Test
  void goesOnAfterTheLastValidOneOnceARollBackIsInTheLog() {
    database.keep(script, 5);
    var first = script.state().ground().ledger();
    database.keep(script, 6);
    database.keep(script, 7);
    script.rollBackTo(rolledBack(first, 1));

    assertThat(database.keep(script, 8)).isEqualTo(new Kept.Queued(number(2)));

    var standing = standing();
    assertThat(standing.highest()).isEqualTo(number(2));
    assertThat(database.candidate(2).header().slot().value()).isEqualTo(8);
    assertThat(database.events())
        .containsExactly(
            "superblock-queued",
            "superblock-queued",
            "superblock-queued",
            "superblock-rolled-back",
            "superblock-rolled-back",
            "superblock-queued");
  }

  @Test
  void aRollBackEndsARefusal() {
    database.keep(script, 5);
    var first = script.state().ground().ledger();
    var before = script.state();
    var sound = (ClosedSlot.Sound) TestDatabase.check(script.build(6), before);
    database.keep(
        new ClosedSlot.Unsound(sound.closed(), sound.superblock(), "it is wrong", sound.at()));
    script.rollBackTo(rolledBack(first, 1));

    assertThat(database.keep(script, 8)).isEqualTo(new Kept.Queued(number(2)));
    assertThat(database.settlement.refusal().block()).isEmpty();
  }

  @Test
  void voidsWhatALeaderBuiltBeforeItHeardOfTheRollBack() {
    database.keep(script, 5);
    var first = script.state().ground().ledger();
    database.keep(script, 6);
    database
        .settlement
        .apply(
            List.of(new RolledBack(1, number(1), first.hash(), new L1BlockRef(9, AbiWord.of(9)))))
        .block();

    assertThat(database.keep(script, 7)).isEqualTo(new Kept.Outdated(number(3)));
    assertThat(standing().highest()).isEqualTo(number(1));
  }

  @Test
  void refusesToWriteForAProcessThatWasReplaced() {
    database.fence().claim().block();

    assertThatThrownBy(() -> database.keep(script, 5)).isInstanceOf(SupersededException.class);
    assertThat(database.events()).isEmpty();
  }

  private static Ledger rolledBack(Ledger ledger, long rollBacks) {
    return new Ledger(
        ledger.number(), ledger.hash(), ledger.heads(), ledger.suspended(), rollBacks);
  }

  private Standing standing() {
    return TestDatabase.get(database.settlement.standing());
  }

  private static SuperblockNumber number(long number) {
    return new SuperblockNumber(number);
  }
}
