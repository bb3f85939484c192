package network.superblock.runtime.kafka;

import java.util.List;
import network.superblock.runtime.inbox.InboxStoppedException;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records to a receiver until they are taken, and ends in good order. */
final class Delivery {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final String name;
  private final Receiver receiver;
  private final ServiceStop serviceStop;
  private boolean closed;
  private @Nullable Thread receiving;

  Delivery(String name, Receiver receiver, ServiceStop serviceStop) {
    this.name = name;
    this.receiver = receiver;
    this.serviceStop = serviceStop;
  }

  /** Whether the records were taken; false when the delivery is over. */
  boolean deliver(List<Received> records) {
    return records.isEmpty() ? !isClosed() : call(() -> receiver.receive(records));
  }

  boolean caughtUp() {
    return call(receiver::caughtUp);
  }

  /** No further call begins. */
  synchronized void close() {
    closed = true;
  }

  /** Interrupts a call that does not end by itself. */
  synchronized void interrupt() {
    if (receiving != null) receiving.interrupt();
  }

  /** The reader cannot go on. */
  void fail(Throwable failure) {
    if (!isClosed()) serviceStop.because("The reader " + name + " failed", failure);
    close();
  }

  private boolean call(Call call) {
    if (!enter()) return false;
    try {
      repeat(call);
      return true;
    } catch (InboxStoppedException _) {
      // Whoever stopped the inbox has said why.
      close();
      return false;
    } catch (Exception | Error e) {
      fail(e);
      return false;
    } finally {
      leave();
    }
  }

  private void repeat(Call call) throws Exception {
    for (var failures = 1; ; failures++) {
      try {
        call.run();
        if (failures > 1) log.info("{} goes on", name);
        return;
      } catch (Exception e) {
        if (!Outage.is(e) || isClosed()) throw e;
        if (failures == 1) log.warn("{} waits, to try again: {}", name, Reason.of(e));
      }
      Thread.sleep(BackOff.DEFAULT.after(failures));
    }
  }

  private synchronized boolean enter() {
    if (closed) return false;
    receiving = Thread.currentThread();
    return true;
  }

  private synchronized void leave() {
    receiving = null;
    // Meant for the call that has ended, not for Kafka's client.
    var _ = Thread.interrupted();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private interface Call {
    void run() throws Exception;
  }
}
