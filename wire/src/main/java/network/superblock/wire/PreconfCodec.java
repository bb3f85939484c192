package network.superblock.wire;

import static network.superblock.wire.Scalars.bytes;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.write;

import network.superblock.protocol.message.Preconfirmation.Commitment;
import network.superblock.protocol.message.Preconfirmation.TxList;
import network.superblock.wire.v1.RollupV1;

/** Preconfirmations between the sequencers and the gossip network. */
final class PreconfCodec {

  private PreconfCodec() {}

  static RollupV1.PreconfCommitment toWire(Commitment commitment) {
    return RollupV1.PreconfCommitment.newBuilder()
        .setChainId(write(commitment.chain()))
        .setSignedCommitment(write(commitment.signed()))
        .build();
  }

  static Commitment fromWire(RollupV1.PreconfCommitment in) {
    return new Commitment(chainId(in.getChainId(), "chain_id"), bytes(in.getSignedCommitment()));
  }

  static RollupV1.PreconfTxList toWire(TxList txList) {
    return RollupV1.PreconfTxList.newBuilder()
        .setChainId(write(txList.chain()))
        .setRawTxListHash(write(txList.hash()))
        .setTxList(write(txList.raw()))
        .build();
  }

  static TxList fromWire(RollupV1.PreconfTxList in) {
    return new TxList(
        chainId(in.getChainId(), "chain_id"),
        hash(in.getRawTxListHash(), "raw_tx_list_hash"),
        bytes(in.getTxList()));
  }
}
