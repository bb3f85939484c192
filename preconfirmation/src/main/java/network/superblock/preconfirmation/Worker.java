package network.superblock.preconfirmation;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task after the other on a thread of its own. Its queue is bounded and says so. */
final class Worker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final BlockingQueue<Task<?>> tasks;
  private final Thread thread;
  private volatile boolean stopped;

  private record Task<T>(Supplier<T> work, CompletableFuture<T> result) {

    void run() {
      try {
        result.complete(work.get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      } catch (Error e) {
        result.completeExceptionally(new SdkException.Join("the worker ended abnormally", e));
        throw e;
      }
    }
  }

  Worker(String name, int capacity) {
    this.tasks = new ArrayBlockingQueue<>(capacity);
    this.thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Fails at once with Backpressure when the queue is full, with Shutdown after the end. */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    var task = new Task<>(work, new CompletableFuture<T>());
    if (stopped) task.result().completeExceptionally(new SdkException.Shutdown());
    else if (!tasks.offer(task))
      task.result().completeExceptionally(new SdkException.Backpressure("the queue is full"));
    else if (stopped && tasks.remove(task))
      task.result().completeExceptionally(new SdkException.Shutdown());
    return task.result();
  }

  int waiting() {
    return tasks.size();
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) tasks.take().run();
    } catch (InterruptedException _) {
      // Stopped.
    } catch (Error e) {
      log.error("the worker ended abnormally", e);
      end(new SdkException.Join("the worker ended abnormally", e));
      throw e;
    }
    end(new SdkException.Shutdown());
  }

  private void end(SdkException why) {
    stopped = true;
    for (var left = tasks.poll(); left != null; left = tasks.poll())
      left.result().completeExceptionally(why);
  }
}
