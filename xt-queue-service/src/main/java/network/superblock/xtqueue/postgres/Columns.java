package network.superblock.xtqueue.postgres;

import static java.util.stream.Collectors.joining;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import org.jspecify.annotations.Nullable;

/** The protocol's values in Postgres' types: many values cross in one array. */
final class Columns {

  private Columns() {}

  static <T> T required(Readable row, String column, Class<T> type) {
    var value = row.get(column, type);
    if (value == null) throw new IllegalStateException("column " + column + " is null");
    return value;
  }

  static Bytes bytes(Readable row, String column) {
    return toBytes(required(row, column, ByteBuffer.class));
  }

  static @Nullable Bytes bytesOrNull(Readable row, String column) {
    var value = row.get(column, ByteBuffer.class);
    return value == null ? null : toBytes(value);
  }

  static XtId xtId(Readable row, String column) {
    return new XtId(new Hash32(bytes(row, column)));
  }

  static <T> @Nullable T numberOrNull(Readable row, String column, Function<Long, T> make) {
    var value = row.get(column, Long.class);
    return value == null ? null : make.apply(value);
  }

  static SortedSet<ChainId> chains(Readable row, String column) {
    var chains = new TreeSet<ChainId>();
    for (var chain : required(row, column, Long[].class)) chains.add(new ChainId(chain));
    return chains;
  }

  static Long[] numbers(Collection<ChainId> chains) {
    return chains.stream().map(ChainId::value).toArray(Long[]::new);
  }

  /** One column of many rows. */
  static <R, V> @Nullable V[] array(
      IntFunction<@Nullable V[]> make,
      Collection<R> rows,
      Function<? super R, ? extends @Nullable V> value) {
    var values = make.apply(rows.size());
    var next = 0;
    for (var row : rows) values[next++] = value.apply(row);
    return values;
  }

  /** For {@code decode(.., 'hex')}. */
  static String hex(Hash32 hash) {
    return hash.bytes().toHex();
  }

  /** Hex, for {@code decode(.., 'hex')}. */
  static String[] hex(Collection<XtId> xts) {
    return xts.stream().map(xt -> hex(xt.hash())).toArray(String[]::new);
  }

  static String[] hexOfHashes(Collection<Hash32> hashes) {
    return hashes.stream().map(Columns::hex).toArray(String[]::new);
  }

  static String[] hexOfAddresses(Collection<Address> addresses) {
    return addresses.stream().map(address -> address.bytes().toHex()).toArray(String[]::new);
  }

  /** An array inside an array, as the text of a {@code bigint[]}. */
  static String arrayOfNumbers(Collection<ChainId> chains) {
    return chains.stream().map(ChainId::toString).collect(joining(",", "{", "}"));
  }

  /** An array inside an array, as the text of a {@code bytea[]}. */
  static String arrayOfBytes(Collection<Address> addresses) {
    return addresses.stream()
        .map(address -> "\"\\\\x" + address.bytes().toHex() + "\"")
        .collect(joining(",", "{", "}"));
  }

  /** The texts of a {@code bytea[]} that was cast to {@code text[]}. */
  static Collection<Address> addresses(Readable row, String column) {
    return Arrays.stream(required(row, column, String[].class))
        .map(text -> Address.fromHex(text.substring(2)))
        .toList();
  }

  private static Bytes toBytes(ByteBuffer buffer) {
    var value = new byte[buffer.remaining()];
    buffer.get(value);
    return Bytes.of(value);
  }
}
