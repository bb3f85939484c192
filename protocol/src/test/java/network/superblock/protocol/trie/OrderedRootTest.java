package network.superblock.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import org.junit.jupiter.api.Test;

class OrderedRootTest {

  @Test
  void agreesWithAnotherImplementationAroundEachIndexSize() {
    for (var line : Vectors.lines("ordered-roots.txt")) {
      int size = Integer.parseInt(line.get(0));
      var values =
          IntStream.range(0, size).mapToObj(i -> Vectors.value(i, 1 + 37 * i % 101)).toList();
      assertThat(OrderedRoot.of(values))
          .as("%d values", size)
          .isEqualTo(Hash32.fromHex(line.get(1)));
    }
  }

  @Test
  void theRootOfNothingIsTheEmptyRoot() {
    assertThat(OrderedRoot.of(List.of()))
        .isEqualTo(
            Hash32.fromHex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
  }
}
