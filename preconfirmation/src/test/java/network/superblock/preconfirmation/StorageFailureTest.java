package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import network.superblock.preconfirmation.History.After;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.Faults.Fate;
import network.superblock.preconfirmation.storage.MemoryStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Breaks the storage at every call of a history: wherever it fails, the node goes on, loses nothing
 * that it accepted, and ends where it would have ended.
 */
class StorageFailureTest {

  private static final SdkConfig.Caches CACHES =
      SdkConfig.forChain(Samples.CHAIN, Samples.SLASHER).caches();

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

  private static History.Contents play(Faults faults, Fate fate, After after) {
    var storage = new MemoryStorage(CACHES);
    return new History(storage, faults.in(storage), after).play(fate == Fate.DONE_UNHEARD);
  }
}
