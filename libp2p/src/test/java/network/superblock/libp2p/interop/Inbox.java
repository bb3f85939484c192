package network.superblock.libp2p.interop;

import static network.superblock.libp2p.Eventually.eventually;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.libp2p.gossip.ReceivedMessage;
import network.superblock.libp2p.gossip.Validator;
import network.superblock.libp2p.gossip.Verdict;

/** Keeps what arrives, and judges it when told to. */
final class Inbox implements Validator {

  private final CompletableFuture<Verdict> verdict;
  private final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();

  private Inbox(CompletableFuture<Verdict> verdict) {
    this.verdict = verdict;
  }

  static Inbox accepting() {
    return new Inbox(CompletableFuture.completedFuture(Verdict.ACCEPT));
  }

  static Inbox undecided() {
    return new Inbox(new CompletableFuture<>());
  }

  @Override
  public CompletionStage<Verdict> validate(ReceivedMessage message) {
    messages.add(message);
    return verdict;
  }

  void decide(Verdict decision) {
    verdict.complete(decision);
  }

  ReceivedMessage await(int size) {
    eventually(
        "a message of " + size + " bytes",
        () -> messages.stream().anyMatch(message -> message.data().size() == size));
    return messages.stream().filter(message -> message.data().size() == size).findFirst().get();
  }

  int count() {
    return messages.size();
  }
}
