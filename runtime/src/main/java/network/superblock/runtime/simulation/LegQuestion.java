package network.superblock.runtime.simulation;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.queue.RequestLimits;

/**
 * The parameter of {@link #METHOD}: run these transactions on the draft as it stands, after putting
 * the messages, and keep nothing of it. The result is a {@link
 * network.superblock.protocol.scp.SimulationResult}.
 *
 * @param transactions the leg's signed transactions, in order
 * @param inbox the messages to put before them, in order
 */
public record LegQuestion(List<Bytes> transactions, List<MailboxMessage> inbox) {

  /** The method's name. */
  public static final String METHOD = "superblock_simulateTransactions";

  /** How many messages can be put before one leg. */
  public static final int MAX_MESSAGES = 256;

  public LegQuestion {
    transactions = List.copyOf(transactions);
    inbox = List.copyOf(inbox);
    if (transactions.isEmpty() || transactions.size() > RequestLimits.MAX_TRANSACTIONS_PER_CHAIN)
      throw new IllegalArgumentException(
          "a leg has 1 to %d transactions, not %d"
              .formatted(RequestLimits.MAX_TRANSACTIONS_PER_CHAIN, transactions.size()));
    if (transactions.stream().mapToLong(Bytes::size).sum() > RequestLimits.MAX_BYTES)
      throw new IllegalArgumentException(
          "a leg has at most " + RequestLimits.MAX_BYTES + " bytes of transactions");
    if (inbox.size() > MAX_MESSAGES)
      throw new IllegalArgumentException("at most " + MAX_MESSAGES + " messages are put");
  }
}
