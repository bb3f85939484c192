package network.superblock.xtqueue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import network.superblock.protocol.XtId;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.admission.Admission.Refused;
import network.superblock.xtqueue.admission.Examination;
import network.superblock.xtqueue.admission.Examiner;
import network.superblock.xtqueue.admission.Submission;
import network.superblock.xtqueue.postgres.AdmissionStore;
import network.superblock.xtqueue.postgres.QueueStore;
import network.superblock.xtqueue.xt.Withdrawal;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What people ask of the queue. Safe for many threads. */
public final class XtQueue {

  private final Examiner examiner;
  private final Stores stores;
  private final AdmissionDesk desk;
  private final InstantSource clock;

  /** What is kept. */
  record Stores(AdmissionStore admissions, QueueStore queue) {}

  XtQueue(Examiner examiner, Stores stores, AdmissionDesk desk, InstantSource clock) {
    this.examiner = examiner;
    this.stores = stores;
    this.desk = desk;
    this.clock = clock;
  }

  /** Lets a request in, or says why not; what is queued is durable. */
  public Mono<Admission> submit(Submission submission) {
    // Signatures cost time that the threads of the connections do not have.
    return Mono.fromCallable(() -> examiner.examine(submission, now()))
        .subscribeOn(Schedulers.parallel())
        .flatMap(examination ->
            switch (examination) {
              case Examination.Passed passed -> Mono.fromFuture(() -> desk.admit(passed));
              case Examination.Failed failed -> {
                desk.refused(failed.why());
                yield Mono.just(failed.why());
              }
            });
  }

  /** Takes an xT back for its user. */
  public Mono<Withdrawal> withdraw(XtId xt) {
    return stores.queue().withdraw(xt, now());
  }

  /** Notes refusals of requests whose users were not there to hear it. */
  public Mono<Void> refused(Map<XtId, Refused> refusals) {
    return stores.queue().refused(refusals, now());
  }

  /** Closes the admission on all replicas, or opens it. */
  public Mono<Void> pause(boolean paused) {
    return stores.admissions().pause(paused, now());
  }

  // What is stored must read back as it was.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
