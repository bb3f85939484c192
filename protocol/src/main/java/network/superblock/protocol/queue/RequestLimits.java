package network.superblock.protocol.queue;

import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;

/** How large a request may be: facts of the network, not settings. See SBCP section 10. */
public final class RequestLimits {

  /** Bytes of all signed transactions together. */
  public static final int MAX_BYTES = 128 * 1024;

  public static final int MAX_CHAINS = 32;

  public static final int MAX_TRANSACTIONS_PER_CHAIN = 64;

  private RequestLimits() {}

  /** The bytes of all signed transactions together. */
  public static long sizeOf(XtRequest xt) {
    return xt.transactions().stream()
        .map(TransactionRequest::transactions)
        .flatMap(leg -> leg.stream())
        .mapToLong(transaction -> transaction.size())
        .sum();
  }
}
