package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

  @Test
  void runsOneAfterTheOtherInOrder() throws InterruptedException {
    var count = 1000;
    var done = new CountDownLatch(count);
    List<Integer> order = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lane = new Lane(threads);
      for (var i = 0; i < count; i++) {
        var number = i;
        lane.execute(() -> {
          order.add(number);
          done.countDown();
        });
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(order).isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void aFailureDoesNotHoldUpTheOthers() {
    Queue<Runnable> threads = new ArrayDeque<>();
    var lane = new Lane(threads::add);
    List<Integer> ran = new ArrayList<>();
    lane.execute(() -> {
      throw new IllegalStateException("as it should");
    });
    lane.execute(() -> ran.add(1));
    lane.execute(() -> ran.add(2));
    assertThatThrownBy(threads.remove()::run).isInstanceOf(IllegalStateException.class);
    threads.remove().run();
    assertThat(ran).containsExactly(1, 2);
    lane.execute(() -> ran.add(3));
    threads.remove().run();
    assertThat(ran).containsExactly(1, 2, 3);
    assertThat(threads).isEmpty();
  }
}
