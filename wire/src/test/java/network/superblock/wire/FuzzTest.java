package network.superblock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.superblock.protocol.Bytes;
import network.superblock.wire.Decoding.Decoded;
import network.superblock.wire.Decoding.Malformed;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, reading answers; and what it believes has a wire form that reads the same.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("seed", 20260101);
  private static final Sender SENDER = Sender.parse("sequencer/77777");

  private final Random random = new Random(SEED);

  @Test
  void answersEveryMutatedMessage() {
    var corpus =
        Samples.all().values().stream()
            .map(message -> MessageCodec.encode(SENDER, message))
            .toList();
    int decoded = 0;
    int malformed = 0;
    for (int i = 0; i < 100_000; i++) {
      var input = mutated(corpus);
      switch (MessageCodec.decode(input)) {
        case Decoded d -> {
          assertReadsTheSame(d, input);
          decoded++;
        }
        case Malformed _ -> malformed++;
      }
    }
    assertThat(decoded).as("mutants that are still messages").isGreaterThan(1_000);
    assertThat(malformed).as("mutants that are none").isGreaterThan(1_000);
  }

  @Test
  void answersEveryMutatedRequest() {
    var corpus = List.of(MessageCodec.encodeXtRequest(Samples.XT));
    for (int i = 0; i < 100_000; i++) {
      var input = mutated(corpus);
      if (MessageCodec.decodeXtRequest(input) instanceof XtDecoding.Decoded(var request))
        assertThat(MessageCodec.encodeXtRequest(request)).as("seed %d", SEED).isEqualTo(input);
    }
  }

  @Test
  void answersNoise() {
    for (int i = 0; i < 20_000; i++) {
      var noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertThat(MessageCodec.decode(Bytes.of(noise))).isNotNull();
      assertThat(MessageCodec.decodeXtRequest(Bytes.of(noise))).isNotNull();
    }
  }

  private static void assertReadsTheSame(Decoded decoded, Bytes input) {
    var again = MessageCodec.encode(decoded.sender(), decoded.message());
    assertThat(MessageCodec.decode(again)).as("seed %d, input %s", SEED, input).isEqualTo(decoded);
  }

  private Bytes mutated(List<Bytes> corpus) {
    var bytes = pick(corpus).toArray();
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) bytes = mutate(bytes, corpus);
    return Bytes.of(bytes);
  }

  private byte[] mutate(byte[] bytes, List<Bytes> corpus) {
    if (bytes.length == 0) return pick(corpus).toArray();
    int at = random.nextInt(bytes.length);
    var copy = bytes.clone();
    return switch (random.nextInt(7)) {
      case 0 -> {
        copy[at] ^= (byte) (1 << random.nextInt(8));
        yield copy;
      }
      case 1 -> {
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> {
        copy[at] = (byte) (random.nextBoolean() ? 0xff : 0x00);
        yield copy;
      }
      case 4 -> splice(bytes, at, bytes, random.nextInt(bytes.length));
      case 5 -> {
        var other = pick(corpus).toArray();
        yield splice(bytes, at, other, random.nextInt(other.length));
      }
      default -> splice(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
    };
  }

  private static byte[] splice(byte[] head, int headEnd, byte[] tail, int tailStart) {
    var joined = Arrays.copyOf(head, headEnd + tail.length - tailStart);
    System.arraycopy(tail, tailStart, joined, headEnd, tail.length - tailStart);
    return joined;
  }

  private Bytes pick(List<Bytes> corpus) {
    return corpus.get(random.nextInt(corpus.size()));
  }
}
