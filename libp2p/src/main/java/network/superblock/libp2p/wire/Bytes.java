package network.superblock.libp2p.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, compared by content, ordered as unsigned bytes. */
public final class Bytes implements Comparable<Bytes> {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;
  private int hash;

  private Bytes(byte[] array) {
    this.array = array;
  }

  public static Bytes copyOf(byte[] array) {
    return new Bytes(array.clone());
  }

  /** Takes the array over without copying it: the caller must not write to it again. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array);
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads hexadecimal digits without a prefix. */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  public static Bytes concat(Bytes... parts) {
    var length = 0;
    for (var part : parts) length += part.size();
    var all = new byte[length];
    var at = 0;
    for (var part : parts) {
      System.arraycopy(part.array, 0, all, at, part.size());
      at += part.size();
    }
    return new Bytes(all);
  }

  public int size() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  public byte get(int index) {
    return array[index];
  }

  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  public byte[] toArray() {
    return array.clone();
  }

  /** The content itself, not a copy: the caller must not write to it. */
  public byte[] unsafeArray() {
    return array;
  }

  public String toHex() {
    return HexFormat.of().formatHex(array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    if (hash == 0) hash = Arrays.hashCode(array);
    return hash;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public String toString() {
    return array.length <= 64
        ? toHex()
        : toHex().substring(0, 64) + "… (" + array.length + " bytes)";
  }
}
