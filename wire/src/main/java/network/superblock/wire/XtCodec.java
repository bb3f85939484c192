package network.superblock.wire;

import static network.superblock.wire.Scalars.instant;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.requireAtMost;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;
import static network.superblock.wire.Scalars.xtId;

import network.superblock.protocol.XtId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.wire.v1.RollupV1;

/** Cross-chain requests and the queue's messages about them. */
final class XtCodec {

  // The wire's bounds; the queue's own are tighter (SBCP section 10) and have reasons of their own.
  private static final int MAX_LEGS = 256;
  private static final int MAX_TRANSACTIONS = 1024;

  private XtCodec() {}

  static RollupV1.XTRequest toWire(XtRequest request) {
    var out = RollupV1.XTRequest.newBuilder();
    for (var leg : request.transactions()) {
      out.addTransactions(
          RollupV1.TransactionRequest.newBuilder()
              .setChainId(write(leg.chain()))
              .addAllTransaction(write(leg.transactions())));
    }
    return out.build();
  }

  /** An unknown field is refused here: the identity would not cover it. */
  static XtRequest fromWire(RollupV1.XTRequest in) {
    require(in.getUnknownFields().asMap().isEmpty(), "xt_request", "has an unknown field");
    requireAtMost(MAX_LEGS, in.getTransactionsList(), "transactions");
    return new XtRequest(in.getTransactionsList().stream().map(XtCodec::leg).toList());
  }

  private static TransactionRequest leg(RollupV1.TransactionRequest in) {
    require(in.getUnknownFields().asMap().isEmpty(), "transactions", "has an unknown field");
    return new TransactionRequest(
        Scalars.chainId(in.getChainId(), "chain_id"),
        Scalars.bytes(in.getTransactionList(), MAX_TRANSACTIONS, "transaction"));
  }

  static RollupV1.XtID toWire(XtId xt) {
    return RollupV1.XtID.newBuilder().setHash(write(xt)).build();
  }

  static XtId fromWire(RollupV1.XtID in) {
    return xtId(in.getHash());
  }

  static RollupV1.XtOffer toWire(XtOffer offer) {
    return RollupV1.XtOffer.newBuilder()
        .setSlot(offer.slot().value())
        .setXtRequest(toWire(offer.xt()))
        .setXtId(write(offer.id()))
        .setRank(offer.rank())
        .setQueuedAt(write(offer.queuedAt()))
        .setExpiresAt(write(offer.expiresAt()))
        .build();
  }

  static XtOffer fromWire(RollupV1.XtOffer in) {
    return new XtOffer(
        slot(in.getSlot()),
        fromWire(in.getXtRequest()),
        xtId(in.getXtId()),
        in.getRank(),
        instant(in.hasQueuedAt(), in.getQueuedAt(), "queued_at"),
        instant(in.hasExpiresAt(), in.getExpiresAt(), "expires_at"));
  }

  static RollupV1.XtWithdrawal toWire(XtWithdrawal withdrawal) {
    return RollupV1.XtWithdrawal.newBuilder()
        .setSlot(withdrawal.slot().value())
        .setXtId(write(withdrawal.xt()))
        .build();
  }

  static XtWithdrawal fromWire(RollupV1.XtWithdrawal in) {
    return new XtWithdrawal(slot(in.getSlot()), xtId(in.getXtId()));
  }
}
