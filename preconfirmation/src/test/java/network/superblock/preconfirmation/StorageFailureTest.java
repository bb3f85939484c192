package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.function.Supplier;
import network.superblock.preconfirmation.History.After;
import network.superblock.preconfirmation.postgres.FailingConnections;
import network.superblock.preconfirmation.postgres.PostgresStorage;
import network.superblock.preconfirmation.postgres.TestDatabase;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.Faults.Fate;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.protocol.ChainId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Breaks the storage at every call of a history: wherever it fails, the node goes on, loses nothing
 * that it accepted, and ends where it would have ended.
 */
class StorageFailureTest {

  private static final TestDatabase POSTGRES = TestDatabase.of(StorageFailureTest.class);
  private static final SdkConfig.Caches CACHES =
      SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER).caches();

  @AfterAll
  static void disconnect() {
    POSTGRES.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_DONE,GOES_ON",
    "NOT_DONE,IS_RESTARTED",
    "DONE_UNHEARD,GOES_ON",
    "DONE_UNHEARD,IS_RESTARTED"
  })
  void everyCallMayFail(Fate fate, After after) {
    var whole = Faults.at((_, _) -> Fate.WELL);
    var expected = play(whole, fate, after);
    assertThat(expected.commitments()).hasSize(5);
    assertThat(expected.evidence()).hasSize(2);
    assertThat(whole.calls()).isGreaterThan(100);
    for (var n = 1; n <= whole.calls(); n++) {
      var faults = Faults.once(n, fate);
      assertThatCode(() -> assertThat(play(faults, fate, after)).isEqualTo(expected))
          .as("call %d of %d", n, whole.calls())
          .doesNotThrowAnyException();
    }
  }

  /**
   * Statement by statement, which is finer than call by call. Every statement of the history takes
   * minutes: {@code -Dhistory.step=1}.
   */
  @ParameterizedTest
  @CsvSource({"NOT_DONE,1", "DONE_UNHEARD,19"})
  void everyStatementMayFail(Fate fate, int first) {
    var whole = new FailingConnections(POSTGRES.pool(), 0, Fate.WELL);
    var expected = play(whole, fate);
    var step = Integer.getInteger("history.step", 37);
    for (var n = Math.min(first, step); n <= whole.statements(); n += step) {
      var failing = new FailingConnections(POSTGRES.pool(), n, fate);
      assertThatCode(() -> assertThat(play(failing, fate)).isEqualTo(expected))
          .as("statement %d of %d", n, whole.statements())
          .doesNotThrowAnyException();
    }
    assertThat(POSTGRES.miscountedLists()).isEmpty();
  }

  private static History.Contents play(FailingConnections connections, Fate fate) {
    var chain = POSTGRES.newChain();
    Supplier<PreconfirmationStorage> real =
        () -> new PostgresStorage(POSTGRES.pool(), chain, CACHES);
    var failing = open(connections, chain);
    var contents = new History(real, failing, After.GOES_ON).play(fate == Fate.DONE_UNHEARD);
    connections.heal();
    assertThat(failing.size()).as("what it counted itself").isEqualTo(contents.size());
    return contents;
  }

  /** Where the first attempt fails, the process begins again. */
  private static PreconfirmationStorage open(FailingConnections connections, ChainId chain) {
    try {
      return new PostgresStorage(connections, chain, CACHES);
    } catch (SdkException.Storage _) {
      return new PostgresStorage(connections, chain, CACHES);
    }
  }

  private static History.Contents play(Faults faults, Fate fate, After after) {
    var storage = new MemoryStorage(CACHES);
    return new History(() -> storage, faults.in(storage), after).play(fate == Fate.DONE_UNHEARD);
  }
}
