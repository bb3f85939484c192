package network.superblock.protocol.scp;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.mailbox.Inbox;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;

/**
 * The messages of one instance, as one participant sees them.
 *
 * @param arrived messages that no simulation has asked for yet
 * @param put messages that one has asked for, in that order: they precede the leg's transactions
 * @param sent messages on their way to peers, in the order in which they were first written
 */
public record Exchange(Inbox arrived, List<MailboxMessage> put, List<MailboxMessage> sent) {

  public Exchange {
    put = List.copyOf(put);
    sent = List.copyOf(sent);
  }

  static Exchange startingWith(Inbox arrived) {
    return new Exchange(arrived, List.of(), List.of());
  }

  Exchange keeping(MailboxMessage message) {
    return new Exchange(arrived.with(message), put, sent);
  }

  Exchange putting(MailboxMessage message) {
    return new Exchange(arrived.without(message.header()), appended(put, List.of(message)), sent);
  }

  Exchange sending(List<MailboxMessage> messages) {
    return messages.isEmpty() ? this : new Exchange(arrived, put, appended(sent, messages));
  }

  boolean hasPut(MailboxHeader header) {
    return put.stream().anyMatch(message -> message.header().equals(header));
  }

  /** Those of {@code written} that no earlier simulation has written: they are yet to be sent. */
  List<MailboxMessage> unsent(List<MailboxMessage> written) {
    return written.stream()
        .filter(message -> sent.stream().noneMatch(s -> s.header().equals(message.header())))
        .toList();
  }

  private static List<MailboxMessage> appended(
      List<MailboxMessage> messages, List<MailboxMessage> more) {
    var all = new ArrayList<>(messages);
    all.addAll(more);
    return all;
  }
}
