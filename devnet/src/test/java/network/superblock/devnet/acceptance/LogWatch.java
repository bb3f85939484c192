package network.superblock.devnet.acceptance;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Reads everything that is logged, whatever the level, and notes where a secret stands in it. */
final class LogWatch extends AppenderBase<ILoggingEvent> {

  private final List<String> secrets;
  private final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
  private final AtomicLong lines = new AtomicLong();

  private LogWatch(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .map(secret -> secret.replaceFirst("^0x", "").toLowerCase(Locale.ROOT))
            .toList();
  }

  /** Watches from now on, until the JVM ends. */
  static LogWatch over(Collection<String> secrets) {
    var watch = new LogWatch(secrets);
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    watch.setContext(root.getLoggerContext());
    watch.start();
    root.addAppender(watch);
    return watch;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.incrementAndGet();
    read(event, event.getFormattedMessage());
    for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause())
      read(event, words(thrown));
  }

  private static String words(IThrowableProxy thrown) {
    return String.valueOf(thrown.getMessage());
  }

  private void read(ILoggingEvent event, String text) {
    var plain = text.toLowerCase(Locale.ROOT);
    // The logger and not the line: what is wrong must not be made worse.
    if (secrets.stream().anyMatch(plain::contains))
      leaks.add(event.getLoggerName() + " at level " + event.getLevel());
  }

  /** Who logged a secret. */
  List<String> leaks() {
    return List.copyOf(leaks);
  }

  long lines() {
    return lines.get();
  }
}
