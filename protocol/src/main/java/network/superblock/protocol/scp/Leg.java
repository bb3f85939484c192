package network.superblock.protocol.scp;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.message.XtRequest;

/**
 * One chain's part in an instance.
 *
 * @param peers the other participants
 * @param transactions the chain's own, in order
 */
public record Leg(
    InstanceId instance, ChainId chain, SortedSet<ChainId> peers, List<Bytes> transactions) {

  public Leg {
    peers = Collections.unmodifiableSortedSet(new TreeSet<>(peers));
    transactions = List.copyOf(transactions);
    if (peers.contains(chain)) throw new IllegalArgumentException("a chain is not its own peer");
  }

  /**
   * The part of {@code chain} in {@code xt}.
   *
   * @throws IllegalArgumentException if the xT does not concern the chain
   */
  public static Leg of(InstanceId instance, ChainId chain, XtRequest xt) {
    var peers = new TreeSet<>(xt.chains());
    peers.remove(chain);
    return new Leg(instance, chain, peers, xt.transactionsOn(chain));
  }

  /** Whether such a message can reach this leg: from a peer to us. */
  boolean expects(MailboxHeader header) {
    return header.destination().equals(chain) && peers.contains(header.source());
  }
}
