package network.superblock.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChainIdTest {

  @Test
  void refusesWhatIsNotPositive() {
    assertThatThrownBy(() -> new ChainId(0)).hasMessageContaining("positive");
  }
}
