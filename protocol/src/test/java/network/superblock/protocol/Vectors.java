package network.superblock.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.hash.Keccak256;

/** The files that src/test/vectors/generate.mjs writes: lines of words. */
public final class Vectors {

  private Vectors() {}

  /** The words of each line. */
  public static List<List<String>> lines(String file) {
    try (var in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null) throw new IllegalStateException("no vectors " + file);
      return new String(in.readAllBytes(), UTF_8).lines().map(line -> words(line, " ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A comma-separated word, which may be missing. */
  public static List<Bytes> bytes(List<String> words, int index) {
    List<Bytes> all = new ArrayList<>();
    if (index < words.size())
      for (String word : words(words.get(index), ",")) all.add(Bytes.fromHex(word));
    return all;
  }

  /** The hash that the script derives from a text. */
  public static Hash32 hash(Object text) {
    return Keccak256.hash(Bytes.of(text.toString().getBytes(UTF_8)));
  }

  /** The byte string that the script derives from a number: its hash, repeated up to the size. */
  public static Bytes value(int number, int size) {
    byte[] pattern = hash(number).toArray();
    byte[] value = new byte[size];
    for (int i = 0; i < size; i++) value[i] = pattern[i % pattern.length];
    return Bytes.of(value);
  }

  private static List<String> words(String text, String separator) {
    return List.of(text.split(separator, -1));
  }
}
