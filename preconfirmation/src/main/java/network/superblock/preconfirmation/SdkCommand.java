package network.superblock.preconfirmation;

import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.protocol.Hash32;

/**
 * What a node can be asked to do.
 *
 * @param <R> what comes back
 */
public sealed interface SdkCommand<R> {

  record PublishCommitment(SignedCommitment commitment) implements SdkCommand<PublishReceipt> {}

  record PublishTxList(RawTxList txList) implements SdkCommand<PublishReceipt> {}

  /** Both, the list first, and neither when one of them is wrong. */
  record PublishBlock(SignedCommitment commitment, RawTxList txList)
      implements SdkCommand<PublishReceipt> {}

  /** Asks one peer, or some peer of the chain. */
  record RequestHead(Optional<PeerId> peer) implements SdkCommand<PreconfHead> {}

  record RequestCommitments(Optional<PeerId> peer, CommitmentsRequest request)
      implements SdkCommand<CommitmentsPage> {}

  record RequestTxList(Optional<PeerId> peer, Hash32 hash) implements SdkCommand<RawTxList> {}

  /** Tells what L1 has decided. */
  record UpdateHead(ConfirmedTip tip) implements SdkCommand<ConfirmedTip> {}

  /** The execution node is in sync with its chain: catch up from now on. */
  record StartCatchUp() implements SdkCommand<HeadSyncStatus> {}

  /**
   * L1 reorganised: everything from this block on is judged again, and what is missing then is
   * fetched. What is at or below the confirmed tip is not: where L1 took that back too, {@link
   * UpdateHead} comes first.
   */
  record NoticeReorg(UInt256 from) implements SdkCommand<UInt256> {}
}
