package network.superblock.devnet.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints whole lines, most of them with the time of day; for many threads. */
final class Terminal {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final PrintWriter out;
  private final InstantSource time;

  Terminal(PrintWriter out, InstantSource time) {
    this.out = out;
    this.time = time;
  }

  Instant now() {
    return time.instant();
  }

  /** Says what happens now. */
  void say(String text) {
    say(now(), text);
  }

  /** Says what happened then. */
  void say(Instant then, String text) {
    line(TIME.format(then) + "  " + text);
  }

  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
