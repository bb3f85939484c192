package network.superblock.protocol.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static network.superblock.protocol.block.SyntheticBlock.CHAIN;
import static network.superblock.protocol.block.SyntheticBlock.MAILBOX;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;

/**
 * A valid block of two xTs between local transactions: the first reads one message and writes
 * another, the second has two transactions and writes one. A test spoils a part of it.
 */
final class BlockScenario {

  static final ChainId PEER = new ChainId(88888);
  static final ChainId THIRD = new ChainId(99999);
  static final MailboxMessage IN = message(PEER, CHAIN, "PONG", "in");
  static final MailboxMessage OUT = message(CHAIN, PEER, "PING", "out, longer than one whole word");
  static final MailboxMessage FURTHER = message(CHAIN, THIRD, "GO", "");

  // Positions in the body.
  static final int RECORD_SLOT = 0;
  static final int LOCAL = 1;
  static final int PUT_INBOX = 2;
  static final int FIRST_XT = 3;
  static final int FAILED_LOCAL = 4;
  static final int SECOND_XT = 5;
  static final int LAST_LOCAL = 7;

  final XtRequest first = xt(PEER, "first");
  final XtRequest second = xt(THIRD, "second a", "second b");
  final XtRequest aborted = xt(PEER, "aborted");
  final SyntheticBlock block = new SyntheticBlock();
  MailboxState before =
      mailbox(5, new PairRoots(Vectors.hash("inbox"), Vectors.hash("outbox")), PairRoots.NONE);
  MailboxState after =
      mailbox(
          8,
          new PairRoots(
              MailboxFold.fold(Vectors.hash("inbox"), IN),
              MailboxFold.fold(Vectors.hash("outbox"), OUT)),
          new PairRoots(Hash32.ZERO, MailboxFold.fold(Hash32.ZERO, FURTHER)));

  BlockScenario() {
    var slotRecorded =
        Receipts.log(
            MAILBOX,
            Vectors.hash("SlotRecorded"),
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            Bytes.EMPTY);
    block.add(transaction("record slot"), Receipts.success(slotRecorded));
    block.add(transaction("local"), Receipts.success());
    block.add(transaction("put inbox"), Receipts.success(Receipts.delivered(IN)));
    block.add(transaction("first"), Receipts.success(Receipts.written(OUT), Receipts.consumed(IN)));
    block.add(transaction("failed local"), Receipts.failure());
    block.add(transaction("second a"), Receipts.success());
    block.add(transaction("second b"), Receipts.success(Receipts.written(FURTHER)));
    block.add(transaction("last local"), Receipts.success());
    block.includedXts.addAll(List.of(first.id(), second.id()));
    block.provenPeers.addAll(List.of(PEER, THIRD));
    block.store(after);
  }

  ExpectedBlock expected() {
    return new ExpectedBlock(
        new Slot(9),
        SyntheticBlock.START,
        new L2BlockRequest(CHAIN, new BlockNumber(41), SyntheticBlock.PARENT),
        new ExpectedBlock.Mailbox(MAILBOX, before),
        new ChainXts(CHAIN, List.of(first, aborted, second), List.of(first.id(), second.id())));
  }

  /** The block as sealed, checked. */
  BlockValidity check() {
    return BlockValidation.check(expected(), block.seal());
  }

  /** Puts the body in this order of its present positions, receipts alike. */
  void reorder(Integer... order) {
    List<Bytes> transactions = new ArrayList<>();
    List<Bytes> receipts = new ArrayList<>();
    for (int position : order) {
      transactions.add(block.transactions.get(position));
      receipts.add(block.receipts.get(position));
    }
    block.transactions = transactions;
    block.receipts = receipts;
  }

  static MailboxState mailbox(long folds, PairRoots peer, PairRoots third) {
    var pairs = new TreeMap<ChainId, PairRoots>();
    pairs.put(PEER, peer);
    if (!third.equals(PairRoots.NONE)) pairs.put(THIRD, third);
    return new MailboxState(folds, pairs);
  }

  static MailboxMessage message(ChainId from, ChainId to, String label, String data) {
    var header =
        new MailboxHeader(
            from,
            to,
            new Address(Vectors.value(21, 20)),
            new Address(Vectors.value(22, 20)),
            AbiWord.of(42),
            text(label));
    return new MailboxMessage(header, text(data));
  }

  /** A typed transaction, as opaque to the protocol as any. */
  static Bytes transaction(String name) {
    return Bytes.fromHex("02").concat(text(name));
  }

  private static XtRequest xt(ChainId peer, String... transactions) {
    List<Bytes> own = Stream.of(transactions).map(BlockScenario::transaction).toList();
    return new XtRequest(
        List.of(
            new TransactionRequest(CHAIN, own),
            new TransactionRequest(peer, List.of(transaction("there " + transactions[0])))));
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
