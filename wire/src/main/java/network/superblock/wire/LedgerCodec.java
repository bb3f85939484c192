package network.superblock.wire;

import static network.superblock.wire.Scalars.MAX_CHAINS;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.write;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.wire.v1.RollupV1;

/** Where the network and each chain stand. */
final class LedgerCodec {

  private LedgerCodec() {}

  static RollupV1.Ledger toWire(Ledger ledger) {
    var out =
        RollupV1.Ledger.newBuilder()
            .setNumber(ledger.number().value())
            .setHash(write(ledger.hash()))
            .addAllSuspendedChainIds(Scalars.writeChains(ledger.suspended()))
            .setRollBacks(ledger.rollBacks());
    ledger.heads().forEach((chain, head) -> out.addHeads(toWire(chain, head)));
    return out.build();
  }

  static Ledger fromWire(boolean present, RollupV1.Ledger in) {
    require(present, "ledger", "is missing");
    return new Ledger(
        new SuperblockNumber(in.getNumber()),
        hash(in.getHash(), "hash"),
        Scalars.map(
            in.getHeadsList(),
            MAX_CHAINS,
            "heads",
            head -> chainId(head.getChainId(), "chain_id"),
            LedgerCodec::fromWire),
        Scalars.chainIds(in.getSuspendedChainIdsList(), "suspended_chain_ids"),
        in.getRollBacks());
  }

  private static RollupV1.ChainHead toWire(ChainId chain, ChainHead head) {
    return RollupV1.ChainHead.newBuilder()
        .setChainId(write(chain))
        .setBlockNumber(head.number().value())
        .setBlockHash(write(head.hash()))
        .setMailbox(toWire(head.mailbox()))
        .build();
  }

  private static ChainHead fromWire(RollupV1.ChainHead in) {
    return new ChainHead(
        new BlockNumber(in.getBlockNumber()),
        hash(in.getBlockHash(), "block_hash"),
        fromWire(in.getMailbox()));
  }

  static RollupV1.MailboxState toWire(MailboxState state) {
    var out = RollupV1.MailboxState.newBuilder().setFolds(state.folds());
    state
        .pairs()
        .forEach((peer, roots) ->
            out.addPairs(
                RollupV1.PairRoots.newBuilder()
                    .setPeerChainId(write(peer))
                    .setInbox(write(roots.inbox()))
                    .setOutbox(write(roots.outbox()))));
    return out.build();
  }

  static MailboxState fromWire(RollupV1.MailboxState in) {
    return new MailboxState(
        in.getFolds(),
        Scalars.map(
            in.getPairsList(),
            MAX_CHAINS,
            "pairs",
            pair -> chainId(pair.getPeerChainId(), "peer_chain_id"),
            pair ->
                new PairRoots(hash(pair.getInbox(), "inbox"), hash(pair.getOutbox(), "outbox"))));
  }

  static RollupV1.L1Block toWire(L1BlockRef block) {
    return RollupV1.L1Block.newBuilder()
        .setNumber(block.number())
        .setHash(write(block.hash()))
        .build();
  }

  static L1BlockRef fromWire(boolean present, RollupV1.L1Block in) {
    require(present, "l1_block", "is missing");
    return new L1BlockRef(in.getNumber(), hash(in.getHash(), "l1_block.hash"));
  }
}
