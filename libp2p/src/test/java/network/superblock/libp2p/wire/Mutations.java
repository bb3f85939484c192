package network.superblock.libp2p.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a decoder with noise and with damaged copies of valid inputs, from one printed seed. */
public final class Mutations {

  private static final int INPUTS = 100_000;
  private static final long SEED = Long.getLong("seed", 20260101L);

  private final Random random = new Random(SEED);
  private final List<byte[]> corpus;

  private Mutations(List<byte[]> corpus) {
    this.corpus = corpus;
  }

  /** A decoder may refuse with {@link ProtocolViolation} only; anything else is a defect. */
  public static void fuzz(Consumer<byte[]> decoder, byte[]... corpus) {
    var mutations = new Mutations(List.of(corpus));
    for (var i = 0; i < INPUTS; i++) {
      var input = mutations.next();
      try {
        decoder.accept(input);
      } catch (ProtocolViolation _) {
        // A refusal is what a decoder is for.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + SEED + ", input " + Bytes.wrap(input).toHex(), e);
      }
    }
  }

  private byte[] next() {
    if (random.nextInt(4) == 0) return noise(random.nextInt(64));
    var input = corpus.get(random.nextInt(corpus.size())).clone();
    for (var edits = 1 + random.nextInt(4); edits > 0; edits--) input = edit(input);
    return input;
  }

  private byte[] edit(byte[] input) {
    if (input.length == 0) return noise(8);
    var at = random.nextInt(input.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(input, at);
      case 1 -> insert(input, at, noise(1 + random.nextInt(8)));
      case 2 -> insert(input, at, Arrays.copyOfRange(input, random.nextInt(at + 1), at));
      case 3 -> set(input, at, (byte) random.nextInt());
      default -> set(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
    };
  }

  private byte[] noise(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] set(byte[] input, int at, byte value) {
    input[at] = value;
    return input;
  }

  private static byte[] insert(byte[] input, int at, byte[] more) {
    var longer = Arrays.copyOf(input, input.length + more.length);
    System.arraycopy(input, at, longer, at + more.length, input.length - at);
    System.arraycopy(more, 0, longer, at, more.length);
    return longer;
  }
}
