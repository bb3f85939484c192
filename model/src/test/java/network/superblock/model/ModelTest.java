package network.superblock.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every history that the bounds allow keeps the invariants of SBCP section 6; and TLC finds each
 * fault that is planted in the model, so that its silence means something.
 */
@Timeout(120)
class ModelTest {

  @TempDir private Path directory = Path.of("");

  /**
   * Takes every row of SBCP sections 4 and 5 but Q5, the second half of Q8 and Q10: what a
   * sequencer reads in the topic's order never leads there, because an instance is decided before
   * the next one starts on its chains and before the slot is sealed.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "failover, P1_StartSlot P2_StartSC P3_P4_Commit P3_P4_VotedDown P5_P6_Abort P6_RequestSeal"
        + " P6x_GiveUp P7_P8_Close P10_Claim P10_ClaimTooLate P10_StepDown Q1_EnterSlot Q4_Start"
        + " Q7_Vote Q8_Decided Q9_Seal Q11_Submit",
    "loss, Q2_Refuse LoseJournal",
    "rollback, P9_CloseRolledBack P9_RollBackAndStartSlot Publish RollBackReorgedOut",
    "closure, P7_P8_Close",
  })
  void everyHistoryIsSafe(String configuration, String rows) {
    var run = new Tlc(directory).check(configuration);
    assertThat(run.violated()).as(run.output()).isEmpty();
    assertThat(run.isComplete()).as(run.output()).isTrue();
    System.out.printf("%s: %d distinct states%n", configuration, run.distinctStates());
    assertThat(rows.split(" ")).allMatch(row -> run.taken(row) > 0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "readers ignore terms, failover, RollBackKeepsPrefix",
    "the last claim of a term wins, failover, OneLeaderATerm",
    "a new leader does not fold the slot in flight, failover, Agreement",
    "a late vote decides again, failover, Agreement",
    "a sequencer without a journal takes part, loss, OneVote",
    "a vote leaves before the journal has it, loss, OneVote",
    "the legs of torn xTs stay, closure, Atomicity",
    "a rollback's heads are forgotten, rollback, NamedHeads",
    "a rolled-back superblock is published again, rollback, NothingDroppedIsSettled",
  })
  void findsAPlantedFault(String fault, String configuration, String property) {
    assertThat(new Tlc(directory).check(configuration, fault).violated()).hasValue(property);
  }

  /** Those that need a second slot but no rollback. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "votes of earlier slots count, MaxAborts = 1, Validity",
    "every sent block moves the head, MaxAborts = 0, NamedHeads",
    "an included xT is offered again, MaxAborts = 0, AtMostOnce",
    "the draft outlives its slot, MaxAborts = 0, SealedAsDecided",
  })
  void findsAPlantedFaultOverTwoSlots(String fault, String aborts, String property) {
    var run =
        new Tlc(directory).check("rollback", fault, "MaxSlot = 2", "MaxRollBacks = 0", aborts);
    assertThat(run.violated()).hasValue(property);
  }
}
