package network.superblock.devnet.replay;

import java.time.Instant;
import java.util.regex.Pattern;
import network.superblock.protocol.Bytes;

/**
 * A record of the slot topic as it is kept in a file: one line, its parts separated by blanks.
 *
 * @param at the record's time
 * @param sender the sender id in its envelope, {@code role/name}
 * @param term the leader's term in its envelope
 */
public record LogLine(long offset, Instant at, String sender, long term, Bytes value) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\S+) (\\d{1,18}) (0x[0-9a-f]*)");

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LogLine parse(String line) {
    var parts = FORM.matcher(line);
    if (!parts.matches())
      throw new IllegalArgumentException("not a record of the slot topic: " + line);
    return new LogLine(
        Long.parseLong(parts.group(1)),
        Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
        parts.group(3),
        Long.parseLong(parts.group(4)),
        Bytes.fromHex(parts.group(5)));
  }

  public String text() {
    return "%d %d %s %d %s".formatted(offset, at.toEpochMilli(), sender, term, value);
  }
}
