package network.superblock.blockstore.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import network.superblock.blockstore.BlockDriver;
import network.superblock.runtime.http.News;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Topic;

/**
 * Reads the slot topic from where the last one left off, and once it has caught up this replica's
 * share of the submitted blocks. One replica alone reads what L1 makes of superblocks.
 */
final class TopicReadings implements Activity {

  private final TopicClients topics;
  private final BlockDriver driver;
  private final News news;
  private final Deque<AutoCloseable> readers = new ArrayDeque<>();

  TopicReadings(TopicClients topics, BlockDriver driver, News news) {
    this.topics = topics;
    this.driver = driver;
    this.news = news;
  }

  @Override
  public void start() throws Exception {
    try {
      open();
    } catch (Exception e) {
      stop();
      throw Outage.is(e) ? new UnavailableException("reading cannot begin", e) : e;
    }
  }

  @Override
  public synchronized void stop() {
    while (!readers.isEmpty()) close(readers.pop());
  }

  private void open() throws Exception {
    var slots =
        topics.readSlots(
            "slots",
            driver.recover(),
            entries -> {
              driver.readSlots(entries);
              news.tell();
            });
    opened(slots);
    slots.caughtUp().toCompletableFuture().get();
    opened(
        topics.readAsGroup(
            "blocks",
            EnumSet.of(Topic.BLOCK),
            records -> {
              driver.readBlocks(records);
              news.tell();
            }));
    opened(
        topics.readAsGroup(
            "superblocks",
            EnumSet.of(Topic.SUPERBLOCK),
            records -> {
              driver.readSuperblocks(records);
              news.tell();
            }));
  }

  private synchronized void opened(AutoCloseable reader) {
    readers.push(reader);
  }

  private static void close(AutoCloseable reader) {
    try {
      reader.close();
    } catch (Exception e) {
      throw new IllegalStateException("a reader cannot be closed", e);
    }
  }
}
