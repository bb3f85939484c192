package network.superblock.protocol.block;

import static network.superblock.protocol.block.InvalidBlockException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.abi.MalformedAbiException;
import network.superblock.protocol.block.Receipt.Log;
import network.superblock.protocol.mailbox.MailboxEvent;
import network.superblock.protocol.mailbox.MailboxEvent.Delivered;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.XtRequest;

/**
 * A block's transactions, divided into the legs of its xTs and the rest. A leg is a run of putInbox
 * transactions and, right behind it, the xT's own. A putInbox is known by what the mailbox logs:
 * one that fails delivers nothing, and anyone may send it.
 */
final class BlockBody {

  private final ChainXts xts;
  private final List<Bytes> transactions;
  private final List<Receipt> receipts;
  private final List<List<MailboxEvent>> events;

  /** What no transaction outside the legs may be from here on. */
  private final Set<Bytes> barred;

  private final List<XtLeg> legs = new ArrayList<>();

  private BlockBody(
      ChainXts xts,
      List<Bytes> transactions,
      List<Receipt> receipts,
      List<List<MailboxEvent>> events) {
    this.xts = xts;
    this.transactions = transactions;
    this.receipts = receipts;
    this.events = events;
    this.barred = xts.transactions();
  }

  /** The body of a block, which must hold what the slot demands. */
  static BlockBody of(ExpectedBlock expected, List<Bytes> transactions, List<Receipt> receipts)
      throws InvalidBlockException {
    List<List<MailboxEvent>> events = new ArrayList<>();
    for (Receipt receipt : receipts) events.add(messages(expected, receipt));
    var body = new BlockBody(expected.xts(), transactions, receipts, events);
    body.divide();
    return body;
  }

  /** The mailbox that {@code before} becomes by the messages of the xTs. */
  MailboxState mailboxAfter(MailboxState before) throws InvalidBlockException {
    var mailbox = new FoldedMailbox(before, xts.peers());
    for (XtLeg leg : legs) leg.foldInto(mailbox);
    return mailbox.state();
  }

  private void divide() throws InvalidBlockException {
    var included = Set.copyOf(xts.ids());
    var knownByNow = new ArrayList<Bytes>();
    int next = 0;
    for (XtRequest xt : xts.started()) {
      List<Bytes> own = xt.transactionsOn(xts.chain());
      if (included.contains(xt.id())) {
        next = divideOff(xt, own, next);
        // The sequencer knew of them when it added this leg, and takes no leg of a live xT as its
        // own. What stands before it may have been there before its xT was known.
        barred.addAll(knownByNow);
        knownByNow.clear();
      } else {
        knownByNow.addAll(own);
      }
    }
    requireOthers(next, transactions.size());
  }

  /** Takes what stands before the leg, and the leg; the place behind it. */
  private int divideOff(XtRequest xt, List<Bytes> own, int next) throws InvalidBlockException {
    int start = startOf(xt, own, next);
    int end = start + own.size();
    int deliveries = start;
    while (deliveries > next && delivers(deliveries - 1)) deliveries--;
    requireOthers(next, deliveries);
    requireSuccess(xt, start, end);
    legs.add(new XtLeg(xts.chain(), xt, joined(deliveries, start), joined(start, end)));
    return end;
  }

  private int startOf(XtRequest xt, List<Bytes> own, int from) throws InvalidBlockException {
    int found = transactions.subList(from, transactions.size()).indexOf(own.getFirst());
    int start = from + found;
    int end = start + own.size();
    boolean whole =
        found >= 0 && end <= transactions.size() && transactions.subList(start, end).equals(own);
    require(whole, BlockFault.MISSING_XT, "xT " + xt.id() + " is not whole behind " + from);
    return start;
  }

  private boolean delivers(int index) {
    List<MailboxEvent> messages = events.get(index);
    return !messages.isEmpty() && messages.stream().allMatch(Delivered.class::isInstance);
  }

  private void requireSuccess(XtRequest xt, int start, int end) throws InvalidBlockException {
    for (int i = start; i < end; i++) {
      require(
          receipts.get(i).succeeded(),
          BlockFault.FAILED_XT_TRANSACTION,
          "transaction " + i + " of xT " + xt.id() + " failed");
    }
  }

  private void requireOthers(int start, int end) throws InvalidBlockException {
    for (int i = start; i < end; i++) {
      require(
          !barred.contains(transactions.get(i)),
          BlockFault.STRAY_XT_TRANSACTION,
          "transaction " + i + " belongs to an xT");
      require(
          events.get(i).isEmpty(),
          BlockFault.STRAY_MESSAGE,
          "transaction " + i + " uses the mailbox outside the xTs");
    }
  }

  private List<MailboxEvent> joined(int start, int end) {
    return events.subList(start, end).stream().flatMap(List::stream).toList();
  }

  private static List<MailboxEvent> messages(ExpectedBlock expected, Receipt receipt)
      throws InvalidBlockException {
    List<MailboxEvent> messages = new ArrayList<>();
    ChainId chain = expected.chain();
    try {
      for (Log log : receipt.logs()) {
        if (!log.contract().equals(expected.mailbox().contract())) continue;
        MailboxEvent event = MailboxEvent.read(chain, log.topics(), log.data());
        if (!(event instanceof MailboxEvent.NoMessage)) messages.add(event);
      }
    } catch (MalformedAbiException malformed) {
      throw new InvalidBlockException(BlockFault.STRAY_MESSAGE, malformed.reason());
    }
    return messages;
  }
}
