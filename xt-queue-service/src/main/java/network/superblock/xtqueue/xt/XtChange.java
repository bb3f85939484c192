package network.superblock.xtqueue.xt;

import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.queue.XtEvent;
import network.superblock.protocol.queue.XtLifecycle;

/** One xT before and after an event that changed its status. */
public record XtChange(XtEntry before, XtEntry after, XtNews news) {

  /** What {@code event} does to the xT; empty when it changes nothing. */
  public static Optional<XtChange> of(
      XtLifecycle lifecycle, XtEntry entry, XtEvent event, Instant at) {
    var before = entry.status();
    var after = lifecycle.on(before, event, entry.terms().expiresAt(), at);
    if (after.equals(before)) return Optional.empty();
    var news = XtNews.of(entry.id(), at, before, event, after);
    return Optional.of(new XtChange(entry, entry.with(after), news));
  }
}
