package network.superblock.libp2p.gossip;

import java.util.List;

/** One frame between gossipsub peers. */
record Rpc(List<Subscription> subscriptions, List<Message> publish, Control control) {

  record Subscription(String topic, boolean subscribe) {}

  record IHave(String topic, List<MessageId> ids) {}

  /** The back-off is in seconds; zero when none was given. */
  record Prune(String topic, long backOffSeconds) {}

  record Control(
      List<IHave> iHave,
      List<MessageId> iWant,
      List<String> graft,
      List<Prune> prune,
      List<MessageId> iDontWant) {

    static final Control NONE = new Control(List.of(), List.of(), List.of(), List.of(), List.of());

    boolean isEmpty() {
      return iHave.isEmpty()
          && iWant.isEmpty()
          && graft.isEmpty()
          && prune.isEmpty()
          && iDontWant.isEmpty();
    }
  }

  static Rpc of(Message message) {
    return new Rpc(List.of(), List.of(message), Control.NONE);
  }

  static Rpc of(Control control) {
    return new Rpc(List.of(), List.of(), control);
  }

  static Rpc of(List<Subscription> subscriptions) {
    return new Rpc(subscriptions, List.of(), Control.NONE);
  }
}
