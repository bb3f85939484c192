package network.superblock.protocol.rlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.superblock.protocol.Bytes;
import org.junit.jupiter.api.Test;

/** Whatever comes in, the decoder answers with the one item it encodes, or refuses. */
class RlpFuzzTest {

  private static final RlpLimits LIMITS = new RlpLimits(1 << 16, 6, 4096);

  @Test
  void neverTakesTwoEncodingsOfOneItemAndNeverBreaks() {
    Random random = new Random(7);
    int taken = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] input = item(random, 4).encoded().toArray();
      for (int i = random.nextInt(4); i > 0 && input.length > 0; i--)
        input = mutated(input, random);
      try {
        RlpItem item = RlpDecoder.decode(Bytes.of(input), LIMITS);
        assertThat(rebuilt(item).encoded()).isEqualTo(Bytes.of(input));
        taken++;
      } catch (MalformedRlpException refused) {
        assertThat(refused.reason()).isNotBlank();
      }
    }
    assertThat(taken).isBetween(20_000, 80_000);
  }

  private static RlpItem item(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(5)];
      random.nextBytes(value);
      return RlpString.of(Bytes.of(value));
    }
    List<RlpItem> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) items.add(item(random, depth - 1));
    return RlpList.of(items);
  }

  private static byte[] mutated(byte[] input, Random random) {
    int at = random.nextInt(input.length);
    return switch (random.nextInt(4)) {
      case 0 -> java.util.Arrays.copyOf(input, at);
      case 1 -> java.util.Arrays.copyOf(input, input.length + 1 + random.nextInt(3));
      case 2 -> {
        input[at] = (byte) random.nextInt(256);
        yield input;
      }
      default -> {
        input[at] ^= (byte) (1 << random.nextInt(8));
        yield input;
      }
    };
  }

  private static RlpItem rebuilt(RlpItem item) {
    return switch (item) {
      case RlpString string -> RlpString.of(string.value());
      case RlpList list -> RlpList.of(list.items().stream().map(RlpFuzzTest::rebuilt).toList());
    };
  }
}
