package network.superblock.protocol.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {

  @ParameterizedTest
  @CsvSource({
    "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "'Transfer(address,address,uint256)',"
        + " ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    "The quick brown fox jumps over the lazy dog,"
        + " 4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15",
  })
  void agreesWithKnownDigests(String input, String digest) {
    assertThat(hex(Keccak256.hash(input.getBytes(US_ASCII)))).isEqualTo(digest);
  }

  @Test
  void agreesWithAnotherImplementationAroundTheBlockSize() {
    for (var line : Vectors.lines("keccak256.txt")) {
      int size = Integer.parseInt(line.get(0));
      assertThat(Keccak256.hash(Vectors.value(size, size))).isEqualTo(Hash32.fromHex(line.get(1)));
    }
  }

  /** The permutation twice over the zero state, from the Keccak team's known-answer file. */
  @Test
  void permutesTheZeroStateAsTheReferenceDoes() {
    long[] state = new long[25];
    KeccakPermutation.permute(state);
    assertThat(state[0]).isEqualTo(0xF1258F7940E1DDE7L);
    assertThat(state[24]).isEqualTo(0xEAF1FF7B5CECA249L);
    KeccakPermutation.permute(state);
    assertThat(state[0]).isEqualTo(0x2D5C954DF96ECB3CL);
  }

  @Test
  void doesNotCareHowTheInputIsCut() {
    Random random = new Random(1);
    Keccak256 hasher = new Keccak256();
    for (int size = 0; size < 600; size++) {
      byte[] input = new byte[size];
      random.nextBytes(input);
      for (int taken = 0; taken < size; ) {
        int part = Math.min(size - taken, random.nextInt(200));
        if (part == 1) hasher.update(input[taken]);
        else hasher.update(input, taken, part);
        taken += part;
      }
      assertThat(hasher.digest()).isEqualTo(Keccak256.hash(input));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
