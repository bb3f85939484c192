package network.superblock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/**
 * The values that every message is made of. A read refuses what is not the one form of a value, by
 * an {@link IllegalArgumentException} like the protocol types' own, which the codec turns into its
 * answer.
 */
final class Scalars {

  /** Rollups in one message. */
  static final int MAX_CHAINS = 4096;

  /** xTs in one message. */
  static final int MAX_XTS = 1 << 16;

  /** UTF-8 bytes of a text for people: SlotClosed holds one for each aborted xT. */
  static final int MAX_DETAIL = 256;

  private Scalars() {}

  static ByteString write(Bytes value) {
    return UnsafeByteOperations.unsafeWrap(value.toArray());
  }

  static List<ByteString> write(List<Bytes> values) {
    return values.stream().map(Scalars::write).toList();
  }

  static Bytes bytes(ByteString value) {
    return Bytes.of(value.toByteArray());
  }

  static List<Bytes> bytes(List<ByteString> values, int max, String field) {
    requireAtMost(max, values, field);
    return values.stream().map(Scalars::bytes).toList();
  }

  static ByteString write(Hash32 value) {
    return write(value.bytes());
  }

  static Hash32 hash(ByteString value, String field) {
    require(value.size() == 32, field, "has " + value.size() + " bytes, not 32");
    return new Hash32(bytes(value));
  }

  static ByteString write(XtId value) {
    return write(value.hash());
  }

  static XtId xtId(ByteString value) {
    return new XtId(hash(value, "xt_id"));
  }

  static List<ByteString> writeXts(List<XtId> xts) {
    return xts.stream().map(Scalars::write).toList();
  }

  /** xT ids in sequence order, each once. */
  static List<XtId> xtIds(List<ByteString> values, String field) {
    requireAtMost(MAX_XTS, values, field);
    var xts = values.stream().map(Scalars::xtId).toList();
    require(new TreeSet<>(xts).size() == xts.size(), field, "names an xT twice");
    return xts;
  }

  static ByteString write(Address value) {
    return write(value.bytes());
  }

  static Address address(ByteString value, String field) {
    require(value.size() == 20, field, "has " + value.size() + " bytes, not 20");
    return new Address(bytes(value));
  }

  static ByteString write(ChainId chain) {
    int size = (Long.SIZE - Long.numberOfLeadingZeros(chain.value()) + 7) / 8;
    var minimal = new byte[size];
    for (int i = 0; i < size; i++) minimal[i] = (byte) (chain.value() >>> (8 * (size - 1 - i)));
    return UnsafeByteOperations.unsafeWrap(minimal);
  }

  static ChainId chainId(ByteString value, String field) {
    require(!value.isEmpty(), field, "is missing");
    require(value.size() <= Long.BYTES, field, "exceeds 63 bits");
    require(value.byteAt(0) != 0, field, "has a leading zero");
    long chain = 0;
    for (int i = 0; i < value.size(); i++) chain = (chain << 8) | (value.byteAt(i) & 0xff);
    require(chain > 0, field, "exceeds 63 bits");
    return new ChainId(chain);
  }

  static List<ByteString> writeChains(Collection<ChainId> chains) {
    return chains.stream().map(Scalars::write).toList();
  }

  static SortedSet<ChainId> chainIds(List<ByteString> values, String field) {
    requireAtMost(MAX_CHAINS, values, field);
    var chains = new TreeSet<ChainId>();
    for (var value : values)
      require(chains.add(chainId(value, field)), field, "names a chain twice");
    return chains;
  }

  static Slot slot(long value) {
    require(value != 0, "slot", "is missing");
    return new Slot(value);
  }

  static Timestamp write(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant instant(boolean present, Timestamp value, String field) {
    require(present, field, "is missing");
    boolean inRange =
        value.getSeconds() >= Instant.MIN.getEpochSecond()
            && value.getSeconds() <= Instant.MAX.getEpochSecond()
            && value.getNanos() >= 0
            && value.getNanos() < 1_000_000_000;
    require(inRange, field, "is no point in time");
    return Instant.ofEpochSecond(value.getSeconds(), value.getNanos());
  }

  /** Cut where it is too long: a reason for people must never cost the message. */
  static String detail(String text) {
    var utf8 = text.getBytes(UTF_8);
    if (utf8.length <= MAX_DETAIL) return new String(utf8, UTF_8);
    int end = MAX_DETAIL;
    while ((utf8[end] & 0xc0) == 0x80) end--;
    return new String(utf8, 0, end, UTF_8);
  }

  static String text(ByteString value, String field) {
    require(value.size() <= MAX_DETAIL, field, "is longer than " + MAX_DETAIL + " bytes");
    require(value.isValidUtf8(), field, "is not UTF-8");
    return value.toStringUtf8();
  }

  /** A map of what a list holds, each key once. */
  static <W, K extends Comparable<K>, V> SortedMap<K, V> map(
      List<W> items, int max, String field, Function<W, K> key, Function<W, V> value) {
    requireAtMost(max, items, field);
    var map = new TreeMap<K, V>();
    for (var item : items) {
      var before = map.put(key.apply(item), value.apply(item));
      require(before == null, field, "names one twice");
    }
    return map;
  }

  static void requireAtMost(int max, List<?> items, String field) {
    require(items.size() <= max, field, "has " + items.size() + " items, more than " + max);
  }

  static void require(boolean holds, String field, String complaint) {
    if (!holds) throw new IllegalArgumentException(field + " " + complaint);
  }
}
