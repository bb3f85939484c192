package network.superblock.protocol.mailbox;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import network.superblock.protocol.ChainId;

/**
 * Messages of one instance that have arrived and that nobody has asked for yet. They are found by
 * all six header fields; of two with the same header the first counts.
 */
public record Inbox(SortedMap<MailboxHeader, MailboxMessage> messages) {

  /** How many messages one source may have waiting; further ones are lost, to its own xT's harm. */
  public static final int CAPACITY_PER_SOURCE = 1024;

  public static final Inbox EMPTY = new Inbox(Collections.emptySortedMap());

  public Inbox {
    messages = Collections.unmodifiableSortedMap(new TreeMap<>(messages));
  }

  /** This inbox with {@code message}; the same if it is a repetition or finds no room. */
  public Inbox with(MailboxMessage message) {
    var header = message.header();
    if (messages.containsKey(header) || countFrom(header.source()) >= CAPACITY_PER_SOURCE)
      return this;
    var more = new TreeMap<>(messages);
    more.put(header, message);
    return new Inbox(more);
  }

  public Inbox without(MailboxHeader header) {
    if (!messages.containsKey(header)) return this;
    var rest = new TreeMap<>(messages);
    rest.remove(header);
    return new Inbox(rest);
  }

  /** Those messages alone whose header satisfies {@code wanted}. */
  public Inbox filter(Predicate<MailboxHeader> wanted) {
    var rest = new TreeMap<>(messages);
    rest.keySet().removeIf(wanted.negate());
    return new Inbox(rest);
  }

  public Optional<MailboxMessage> find(MailboxHeader header) {
    return Optional.ofNullable(messages.get(header));
  }

  /** How many messages of {@code source} wait. */
  public long countFrom(ChainId source) {
    return messages.keySet().stream().filter(header -> header.source().equals(source)).count();
  }
}
