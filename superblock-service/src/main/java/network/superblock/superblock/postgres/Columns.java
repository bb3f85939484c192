package network.superblock.superblock.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.superblock.DamagedSuperblockException;
import network.superblock.superblock.publishing.Inclusion;
import network.superblock.superblock.publishing.Standing.Anchor;

/** Reads the columns that many tables share. */
final class Columns {

  private Columns() {}

  static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  static int count(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Integer.class), column);
  }

  static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  static byte[] bytes(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, byte[].class), column);
  }

  static Instant time(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, OffsetDateTime.class), column).toInstant();
  }

  static Hash32 hash(Readable row, String column) {
    return Hash32.of(bytes(row, column));
  }

  static SuperblockNumber superblock(Readable row) {
    return new SuperblockNumber(number(row, "number"));
  }

  static Slot slot(Readable row) {
    return new Slot(number(row, "slot"));
  }

  static Anchor anchor(Readable row) {
    return new Anchor(superblock(row), hash(row, "hash"));
  }

  /**
   * What {@code read} makes of a superblock's row.
   *
   * @throws DamagedSuperblockException if the row holds what was never put there
   */
  static <T> T whole(Readable row, Function<Readable, T> read) {
    try {
      return read.apply(row);
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      throw new DamagedSuperblockException(superblock(row), e);
    }
  }

  /** The columns l1_transaction, l1_block_number and l1_block_hash, all of them or none. */
  static Optional<Inclusion> inclusion(Readable row) {
    var transaction = row.get("l1_transaction", byte[].class);
    if (transaction == null || row.get("l1_block_number") == null) return Optional.empty();
    var block = new L1BlockRef(number(row, "l1_block_number"), hash(row, "l1_block_hash"));
    return Optional.of(new Inclusion(Hash32.of(transaction), block));
  }
}
