package network.superblock.simulator.sequencer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.Bytes;

/** The durable pool of local transactions. What a draft holds is not in it. */
final class Pool {

  private final Set<Bytes> admitted = new LinkedHashSet<>();
  private final Set<Bytes> refused = new LinkedHashSet<>();
  private final List<Bytes> waiting = new ArrayList<>();
  private List<Bytes> durable = new ArrayList<>();

  /** Takes a user's transaction; the answer to the user is a promise. */
  void admit(Bytes transaction) {
    if (!admitted.add(transaction)) return;
    waiting.add(transaction);
    durable.add(transaction);
  }

  List<Bytes> waiting() {
    return waiting;
  }

  void take(Bytes transaction) {
    waiting.remove(transaction);
  }

  void refuse(Bytes transaction) {
    waiting.remove(transaction);
    refused.add(transaction);
  }

  /** Puts transactions back in front; durable with the next flush. */
  void giveBack(List<Bytes> transactions) {
    putInFront(transactions, waiting);
  }

  /** Puts back what stood in blocks that are dropped in this very moment. */
  void giveBackForGood(List<Bytes> transactions) {
    putInFront(transactions, waiting);
    putInFront(transactions, durable);
  }

  void flush() {
    durable = new ArrayList<>(waiting);
  }

  void crash() {
    waiting.clear();
    waiting.addAll(durable);
  }

  /** Starts again from what was ever promised. */
  void rebuild() {
    waiting.clear();
    waiting.addAll(admitted);
    waiting.removeAll(refused);
    flush();
  }

  /** Every transaction that must be in the pool, in a draft or in a block. */
  List<Bytes> promised() {
    var promised = new ArrayList<>(admitted);
    promised.removeAll(refused);
    return promised;
  }

  private static void putInFront(List<Bytes> transactions, List<Bytes> list) {
    list.removeAll(transactions);
    list.addAll(0, transactions);
  }
}
