package network.superblock.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

@Timeout(20)
class ActivitiesTest {

  private static final BackOff QUICK = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> stopped = new CompletableFuture<>();
  private final Server server = new Server();
  private final DependencyWatch watch = new DependencyWatch(server, QUICK, Duration.ofMillis(5));

  /** Something outside that comes and goes. */
  private static final class Server implements Dependency {

    volatile boolean there;

    @Override
    public String name() {
      return "server";
    }

    @Override
    public void open() {
      probe();
    }

    @Override
    public void probe() {
      if (!there) throw new IllegalStateException("not there");
    }
  }

  private class Recording implements Activity {

    private final String name;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public void start() throws Exception {
      calls.add("start " + name);
    }

    @Override
    public void stop() {
      calls.add("stop " + name);
    }
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  void startInOrderWhenAllIsThereAndStopInTheOtherOrder() {
    var activities = activities(new Recording("one"), new Recording("two"));
    watch.start();
    activities.start();
    await()
        .until(() ->
            watch
                .availability()
                .equals(new Availability.Waiting("IllegalStateException: not there")));
    assertThat(activities.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(activities.health().getDetails()).containsEntry("reason", "waiting for server");
    assertThat(calls).isEmpty();
    server.there = true;
    await().until(() -> activities.health().getStatus().equals(Status.UP));
    activities.stop();
    assertThat(calls).containsExactly("start one", "start two", "stop two", "stop one");
  }

  @Test
  void aStartThatMeetsAnOutageIsRepeated() {
    server.there = true;
    var attempts = new AtomicInteger();
    var activities =
        activities(
            new Recording("one") {
              @Override
              public void start() throws Exception {
                if (attempts.incrementAndGet() < 3)
                  throw new UnavailableException("away", new IllegalStateException());
                super.start();
              }
            });
    watch.start();
    activities.start();
    await().until(() -> calls.contains("start one"));
    assertThat(attempts).hasValue(3);
    activities.stop();
  }

  @Test
  void aStartThatFailsStopsTheService() {
    server.there = true;
    var failure = new IllegalStateException("cannot know");
    var activities =
        activities(
            new Recording("one") {
              @Override
              public void start() {
                throw failure;
              }
            });
    watch.start();
    activities.start();
    assertThat(stopped.join()).isSameAs(failure);
    activities.stop();
  }

  @Test
  void canBeStoppedBeforeAnythingWasThere() {
    var activities = activities(new Recording("one"));
    watch.start();
    activities.start();
    activities.stop();
    assertThat(calls).containsExactly("stop one");
  }

  @Test
  void aDependencyIsSeenToGoAndComeBack() {
    server.there = true;
    watch.start();
    await().until(() -> watch.health().getStatus().equals(Status.UP));
    server.there = false;
    await().until(() -> watch.availability() instanceof Availability.Lost);
    assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);
    server.there = true;
    await().until(() -> watch.health().getStatus().equals(Status.UP));
  }

  @Test
  void waitsLongerAfterEachFailureUpToTheLongest() {
    var backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(backOff.after(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(backOff.after(3)).isEqualTo(Duration.ofMillis(800));
    assertThat(backOff.after(6)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backOff.after(1_000_000)).isEqualTo(Duration.ofSeconds(5));
  }

  private Activities activities(Activity... all) {
    return new Activities(
        List.of(all), List.of(watch), (_, failure) -> stopped.complete(failure), QUICK);
  }
}
