package network.superblock.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.contracts.PingPongContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.transaction.SignedTransaction;

/** xTs of one real rollup with a peer that has no sequencer: a test says what it would say. */
final class PingPongXts {

  private static final ChainId PEER = new ChainId(70_000);
  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));
  private static final Bytes PONG = Bytes.of("PONG".getBytes(UTF_8));
  private static final AtomicInteger SESSIONS = new AtomicInteger();

  private final TestRollup rollup;

  PingPongXts(TestRollup rollup) {
    this.rollup = rollup;
  }

  /** An xT whose leg here is this transaction. */
  static XtRequest with(SignedTransaction leg, TestRollup rollup) {
    return xt(leg, rollup, HELLO);
  }

  /** An xT that commits here as soon as its pong was delivered. */
  XtRequest next() {
    Address pingPong = rollup.contracts().pingPong();
    Hash32 session = Hash32.fromHex("%064x".formatted(SESSIONS.incrementAndGet()));
    Bytes ping = PingPongContract.ping(PEER, pingPong, session, HELLO).input();
    return xt(rollup.call(TestRollup.alice(), pingPong, ping), rollup, session.bytes());
  }

  /** What the peer answers. */
  MailboxMessage pongTo(XtRequest xt) {
    Address pingPong = rollup.contracts().pingPong();
    // The peer's transaction is nothing but the session.
    Hash32 session = Hash32.of(xt.transactionsOn(PEER).getFirst().toArray());
    return new MailboxMessage(
        new MailboxHeader(PEER, rollup.chain(), pingPong, pingPong, session, PONG), HELLO);
  }

  private static XtRequest xt(SignedTransaction leg, TestRollup rollup, Bytes onPeer) {
    return new XtRequest(
        List.of(
            new TransactionRequest(rollup.chain(), List.of(leg.raw())),
            new TransactionRequest(PEER, List.of(onPeer))));
  }
}
