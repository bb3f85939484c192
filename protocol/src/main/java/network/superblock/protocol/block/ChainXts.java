package network.superblock.protocol.block;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;

/**
 * The xTs of a slot that concern one chain.
 *
 * @param started all that started, in sequence order
 * @param ids the chain's part of the seal list, in sequence order, as the block must name them
 */
public record ChainXts(ChainId chain, List<XtRequest> started, List<XtId> ids) {

  public ChainXts {
    started = List.copyOf(started);
    ids = List.copyOf(ids);
    for (XtRequest xt : started)
      if (!xt.concerns(chain))
        throw new IllegalArgumentException("xT " + xt.id() + " does not concern chain " + chain);
    if (!among(started, ids).stream().map(XtRequest::id).toList().equals(ids))
      throw new IllegalArgumentException("the seal list " + ids + " is not of what started");
  }

  /** The chain's part of the seal list, in sequence order. */
  public List<XtRequest> included() {
    return among(started, ids);
  }

  /** The other chains of the included xTs: the block proves its mailbox roots towards each. */
  public SortedSet<ChainId> peers() {
    var peers = new TreeSet<ChainId>();
    included().forEach(xt -> peers.addAll(xt.chains()));
    peers.remove(chain);
    return Collections.unmodifiableSortedSet(peers);
  }

  /** The transactions of the included xTs on this chain: none may stand outside its place. */
  Set<Bytes> transactions() {
    var transactions = new HashSet<Bytes>();
    included().forEach(xt -> transactions.addAll(xt.transactionsOn(chain)));
    return transactions;
  }

  private static List<XtRequest> among(List<XtRequest> started, List<XtId> ids) {
    var wanted = Set.copyOf(ids);
    return started.stream().filter(xt -> wanted.contains(xt.id())).toList();
  }
}
