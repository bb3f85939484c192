package network.superblock.protocol.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentSortedMapTest {

  @Test
  void behavesAsATreeMapAndKeepsItsOldVersions() {
    var random = new Random(7);
    var expected = new TreeMap<Integer, Integer>();
    PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
    for (int i = 0; i < 5_000; i++) {
      var before = map;
      var sizeBefore = expected.size();
      var key = random.nextInt(2_000);
      expected.put(key, i);
      map = map.with(key, i);
      assertThat(before.size()).isEqualTo(sizeBefore);
      assertThat(map.get(key)).contains(i);
    }
    assertThat(map.size()).isEqualTo(expected.size());
    assertThat(map.values()).isEqualTo(new ArrayList<>(expected.values()));
  }

  @Test
  void staysBalancedUnderAscendingKeys() {
    PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
    // A degenerate tree of this depth would overflow the stack.
    for (int i = 0; i < 200_000; i++) map = map.with(i, i);

    assertThat(map.size()).isEqualTo(200_000);
    assertThat(map.get(123_456)).contains(123_456);
  }

  @Test
  void isEqualByContent() {
    PersistentSortedMap<Integer, String> empty = PersistentSortedMap.empty();

    assertThat(empty.with(1, "a").with(2, "b")).isEqualTo(empty.with(2, "b").with(1, "a"));
    assertThat(empty.with(1, "a")).isNotEqualTo(empty.with(1, "b"));
  }
}
