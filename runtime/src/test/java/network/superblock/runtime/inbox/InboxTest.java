package network.superblock.runtime.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.clock.WallClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InboxTest {

  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock(T);
  private final List<List<String>> steps = new CopyOnWriteArrayList<>();

  @Test
  void takesMessagesInOrderOneAtATime() throws Exception {
    try (var inbox = Inbox.<String>start(options(10, 1), clock, steps::add)) {
      inbox.put("a");
      inbox.put("b");
      inbox.put("c");
    }
    assertThat(steps).containsExactly(List.of("a"), List.of("b"), List.of("c"));
  }

  @Test
  void drainsWhatWaitsAsOneBatch() throws Exception {
    var gate = new CountDownLatch(1);
    try (var inbox =
        Inbox.<String>start(
            options(10, 3),
            clock,
            events -> {
              gate.await();
              steps.add(events);
            })) {
      inbox.put("first");
      await().until(() -> inbox.depth() == 0);
      for (var event : List.of("a", "b", "c", "d")) inbox.put(event);
      gate.countDown();
    }
    assertThat(steps).containsExactly(List.of("first"), List.of("a", "b", "c"), List.of("d"));
  }

  @Test
  void blocksProducersWhileItIsFull() throws Exception {
    var taken = new SynchronousQueue<String>();
    var inbox = Inbox.<String>start(options(1, 1), clock, events -> taken.put(events.getFirst()));
    inbox.put("a");
    await().until(() -> inbox.depth() == 0);
    inbox.put("b");
    var producer = Thread.ofVirtual().start(() -> putQuietly(inbox, "c"));
    await().until(() -> producer.getState() == Thread.State.WAITING);

    assertThat(inbox.offer("d")).isFalse();
    assertThat(taken.take()).isEqualTo("a");
    producer.join();
    assertThat(taken.take()).isEqualTo("b");
    assertThat(taken.take()).isEqualTo("c");
    inbox.close();
  }

  @Test
  void aStepMayAddToItsOwnFullInbox() throws Exception {
    var inboxes = new SynchronousQueue<Inbox<Integer>>();
    var seen = new CopyOnWriteArrayList<Integer>();
    var inbox =
        Inbox.<Integer>start(
            options(1, 1),
            clock,
            events -> {
              var n = events.getFirst();
              seen.add(n);
              if (n == 0) {
                var self = inboxes.take();
                for (var next = 1; next <= 5; next++) self.put(next);
              }
            });
    inbox.put(0);
    inboxes.put(inbox);
    inbox.close();
    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void firesTimersWhenTheClockReachesThemAndInOrder() {
    try (var inbox = Inbox.<String>start(options(10, 1), clock, steps::add)) {
      inbox.at(T.plusSeconds(2), "second");
      inbox.at(T.plusSeconds(1), "first");
      inbox.at(T.plusSeconds(9), "never");
      inbox.at(T.minusSeconds(1), "past");
      await().until(() -> steps.size() == 1);
      clock.advance(Duration.ofSeconds(2));
      await().until(() -> steps.size() == 3);
    }
    assertThat(steps).containsExactly(List.of("past"), List.of("first"), List.of("second"));
  }

  @Test
  void firesTimersOnTheMachinesClock() {
    try (var inbox = Inbox.<String>start(options(10, 1), new WallClock(), steps::add)) {
      inbox.at(new WallClock().instant().plusMillis(20), "soon");
      await().until(() -> steps.size() == 1);
    }
  }

  @Test
  void aMessageThatArrivedBeforeATimerIsTakenBeforeIt() throws Exception {
    var gate = new CountDownLatch(1);
    try (var inbox =
        Inbox.<String>start(
            options(10, 10),
            clock,
            events -> {
              gate.await();
              steps.add(events);
            })) {
      inbox.put("busy");
      await().until(() -> inbox.depth() == 0);
      inbox.at(T.plusSeconds(3), "timer");
      inbox.put("early");
      clock.advance(Duration.ofSeconds(5));
      inbox.put("late");
      gate.countDown();
      await().until(() -> steps.size() == 2);
    }
    assertThat(steps.get(1)).containsExactly("early", "timer", "late");
  }

  @Test
  void aClockThatStepsBackDoesNotReorderMessages() {
    var agenda = new Agenda<String>();
    agenda.addMessage(T, "a");
    agenda.addMessage(T.minusSeconds(60), "b");
    agenda.addTimer(T.minusSeconds(1), "timer");
    assertThat(agenda.take(T, 10)).containsExactly("timer", "a", "b");
  }

  @Test
  void aFailedStepStopsItForGood() throws Exception {
    var failure = new IllegalStateException("cannot know");
    var inbox =
        Inbox.<String>start(
            options(1, 1),
            clock,
            _ -> {
              throw failure;
            });
    inbox.put("a");
    assertThat(inbox.ended().toCompletableFuture().join()).contains(failure);
    assertThatThrownBy(() -> inbox.put("b")).isInstanceOf(InboxStoppedException.class);
    assertThatThrownBy(() -> inbox.offer("b")).isInstanceOf(InboxStoppedException.class);
    inbox.close();
  }

  @Test
  void aFailureReleasesBlockedProducers() throws Exception {
    var gate = new CountDownLatch(1);
    var inbox =
        Inbox.<String>start(
            options(1, 1),
            clock,
            _ -> {
              gate.await();
              throw new IllegalStateException("cannot know");
            });
    inbox.put("a");
    await().until(() -> inbox.depth() == 0);
    inbox.put("b");
    var refused = new ArrayList<Throwable>();
    var producer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                inbox.put("c");
              } catch (InboxStoppedException | InterruptedException e) {
                refused.add(e);
              }
            });
    await().until(() -> producer.getState() == Thread.State.WAITING);
    gate.countDown();
    producer.join();
    assertThat(refused).hasOnlyElementsOfType(InboxStoppedException.class).hasSize(1);
  }

  @Test
  void closingStepsThroughWhatWaitsAndForgetsTimers() throws Exception {
    var gate = new CountDownLatch(1);
    var inbox =
        Inbox.<String>start(
            options(10, 1),
            clock,
            events -> {
              gate.await();
              steps.add(events);
            });
    inbox.put("a");
    inbox.put("b");
    inbox.at(T.plusSeconds(1), "never");
    var closer = Thread.ofVirtual().start(inbox::close);
    await().until(() -> closer.getState() == Thread.State.WAITING);
    gate.countDown();
    closer.join();
    assertThat(steps).containsExactly(List.of("a"), List.of("b"));
    assertThat(inbox.ended().toCompletableFuture().join()).isEqualTo(Optional.empty());
  }

  private static InboxOptions options(int capacity, int maxBatch) {
    return new InboxOptions("test", capacity, maxBatch);
  }

  private static void putQuietly(Inbox<String> inbox, String message) {
    try {
      inbox.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
