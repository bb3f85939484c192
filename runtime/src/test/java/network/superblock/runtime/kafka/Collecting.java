package network.superblock.runtime.kafka;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it receives. */
final class Collecting implements Receiver {

  final List<Received> all = new CopyOnWriteArrayList<>();

  @Override
  public void receive(List<Received> records) {
    all.addAll(records);
  }

  List<Received> awaitSize(int size) {
    await().until(() -> all.size() >= size);
    return all;
  }
}
