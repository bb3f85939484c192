package network.superblock.libp2p.gossip;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one task after the other, in the order in which they came, on the threads of an executor: a
 * topic's messages often build on each other, and what is judged before its parent is not passed
 * on.
 */
final class Lane {

  private final Executor threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Lane(Executor threads) {
    this.threads = threads;
  }

  /** Queues a task; whoever calls bounds how many wait. */
  void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) threads.execute(this::drain);
  }

  private void drain() {
    try {
      do tasks.remove().run();
      while (waiting.decrementAndGet() > 0);
    } catch (RuntimeException | Error e) {
      // One task's failure must not hold up the others.
      if (waiting.decrementAndGet() > 0) threads.execute(this::drain);
      throw e;
    }
  }
}
