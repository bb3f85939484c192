package network.superblock.protocol.message;

import java.time.Instant;
import java.util.Comparator;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/**
 * The queue offers an xT for one slot; the publisher starts it or not.
 *
 * @param id the request's identity
 * @param rank the queue's order: the lowest starts first
 * @param queuedAt when the xT first entered the queue
 * @param expiresAt from when on it must not start any more
 */
public record XtOffer(
    Slot slot, XtRequest xt, XtId id, long rank, Instant queuedAt, Instant expiresAt)
    implements ProtocolMessage {

  /** The queue's order, made total by the identity. */
  public static final Comparator<XtOffer> BY_RANK =
      Comparator.comparingLong(XtOffer::rank).thenComparing(XtOffer::id);

  public XtOffer {
    if (!xt.id().equals(id)) throw new IllegalArgumentException("xT id does not match: " + id);
  }
}
