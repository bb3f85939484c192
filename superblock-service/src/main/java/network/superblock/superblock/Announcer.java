package network.superblock.superblock;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.superblock.Announcements.Announcement;
import network.superblock.wire.Topic;

/**
 * Writes what was stored into the topic, in order. A crash between the topic's acknowledgement and
 * ours makes it write some again: every message says what it is about, so that its readers take it
 * once. Confined to one thread.
 */
final class Announcer {

  private static final int AT_A_TIME = 256;
  private static final int PATIENCE_SECONDS = 40;

  private final Announcements announcements;
  private final TopicWriter topic;

  Announcer(Announcements announcements, TopicWriter topic) {
    this.announcements = announcements;
    this.topic = topic;
  }

  /** Writes all that is to be told now. */
  void tell() throws InterruptedException {
    var open = announcements.open(AT_A_TIME).collectList().blockOptional().orElseThrow();
    while (!open.isEmpty()) {
      append(open);
      announcements.announced(open.getLast().id()).block();
      open = announcements.open(AT_A_TIME).collectList().blockOptional().orElseThrow();
    }
  }

  private void append(List<Announcement> open) throws InterruptedException {
    var messages =
        open.stream().map(each -> Outgoing.of(Topic.SUPERBLOCK, each.message())).toList();
    try {
      var _ = topic.append(messages).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnavailableException("the superblock topic does not take announcements", e);
    }
  }
}
