package network.superblock.preconfirmation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands each event to every subscriber, without waiting for any. */
final class EventBus {

  private final int capacity;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  EventBus(int capacity) {
    this.capacity = capacity;
  }

  Subscription subscribe() {
    var subscription = new Subscription(capacity, this);
    subscriptions.add(subscription);
    return subscription;
  }

  void publish(SdkEvent event) {
    subscriptions.forEach(subscription -> subscription.offer(event));
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  void close() {
    subscriptions.forEach(Subscription::end);
  }
}
