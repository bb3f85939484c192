package network.superblock.xtqueue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.protocol.queue.RequestLimits;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.inbox.InboxOptions;
import network.superblock.runtime.inbox.InboxStoppedException;
import network.superblock.runtime.inbox.Inboxes;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.admission.Examination.Passed;
import network.superblock.xtqueue.postgres.AdmissionStore;

/**
 * Where requests wait for the disk. While one batch is being written the next one gathers, so that
 * many requests share a transaction and none waits for another one's company. Safe for many
 * threads.
 */
public final class AdmissionDesk implements AutoCloseable {

  private static final int ROOM = 8192;
  private static final int BATCH = 256;
  private static final long MAX_BYTES_WAITING = 64L << 20;
  private static final long MAX_BYTES_PER_BATCH = 4L << 20;

  private record Waiting(
      Passed request, long bytes, Instant since, CompletableFuture<Admission> answer) {}

  /** Who is told of every answer. */
  record Observers(QueueMeters meters, XtTracer tracer) {}

  private final AdmissionStore store;
  private final InstantSource clock;
  private final Observers observers;
  private final AtomicLong bytesWaiting = new AtomicLong();
  private final Inbox<Waiting> inbox;

  AdmissionDesk(AdmissionStore store, Inboxes inboxes, InstantSource clock, Observers observers) {
    this.store = store;
    this.clock = clock;
    this.observers = observers;
    this.inbox = inboxes.open(new InboxOptions("admission", ROOM, BATCH), this::admitAll);
  }

  /**
   * Lets a request in, or says why not; what is queued is durable. Fails with an {@link
   * UnavailableException} when the desk is overrun, and with the store's own failure when it does
   * not answer: nobody knows then whether the request is in, and asking again is safe.
   */
  public CompletableFuture<Admission> admit(Passed request) {
    var waiting =
        new Waiting(
            request,
            RequestLimits.sizeOf(request.xt()),
            clock.instant(),
            new CompletableFuture<>());
    try {
      if (!reserve(waiting.bytes())) return overrun();
      if (inbox.offer(waiting)) return waiting.answer();
      bytesWaiting.addAndGet(-waiting.bytes());
      return overrun();
    } catch (InboxStoppedException e) {
      return CompletableFuture.failedFuture(new UnavailableException("the service stops", e));
    }
  }

  /** Counts a request that never came as far as here. */
  void refused(Admission.Refused why) {
    observers.meters().answered(why);
  }

  /** Answers what waits, and takes no more. */
  @Override
  public void close() {
    inbox.close();
  }

  private boolean reserve(long bytes) {
    if (bytesWaiting.addAndGet(bytes) <= MAX_BYTES_WAITING) return true;
    bytesWaiting.addAndGet(-bytes);
    return false;
  }

  private static CompletableFuture<Admission> overrun() {
    return CompletableFuture.failedFuture(
        new UnavailableException(
            "requests come faster than they can be stored",
            new RejectedExecutionException("the admission desk is full")));
  }

  private void admitAll(List<Waiting> waiting) {
    var batch = new ArrayList<Waiting>();
    long bytes = 0;
    for (var each : waiting) {
      if (bytes + each.bytes() > MAX_BYTES_PER_BATCH && !batch.isEmpty()) {
        admit(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(each);
      bytes += each.bytes();
    }
    admit(List.copyOf(batch));
  }

  private void admit(List<Waiting> batch) {
    batch.forEach(each -> bytesWaiting.addAndGet(-each.bytes()));
    try {
      var requests = batch.stream().map(Waiting::request).toList();
      var answers = store.admit(requests, clock.instant()).blockOptional().orElseThrow();
      Failpoints.reach("xt-queue.admitted");
      for (int i = 0; i < batch.size(); i++) answer(batch.get(i), answers.get(i));
    } catch (RuntimeException e) {
      batch.forEach(each -> each.answer().completeExceptionally(e));
    }
  }

  private void answer(Waiting waiting, Admission admission) {
    observers.meters().answered(admission);
    if (admission instanceof Admission.Queued(var xt))
      observers.tracer().admitted(xt, waiting.since());
    waiting.answer().complete(admission);
  }
}
