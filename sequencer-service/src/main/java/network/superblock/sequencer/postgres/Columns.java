package network.superblock.sequencer.postgres;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Columns that are never null. */
final class Columns {

  private Columns() {}

  static byte[] bytes(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, byte[].class), column);
  }

  static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}
