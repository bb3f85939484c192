package network.superblock.runtime.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;

/**
 * The xTs that a message speaks of. A verdict and a superblock's status name a hash alone; which
 * xTs stand behind it was in the block or the closed slot before. Safe for many threads.
 */
final class Subjects {

  // A slot's blocks of a hundred rollups, and many superblocks on their way to L1.
  private static final int REMEMBERED = 1024;

  private final Map<Hash32, List<XtId>> behind =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash32, List<XtId>> eldest) {
          return size() > REMEMBERED;
        }
      };

  List<XtId> of(ProtocolMessage message) {
    return switch (message) {
      case XtRequest request -> List.of(request.id());
      case XtOffer offer -> List.of(offer.id());
      case XtWithdrawal withdrawal -> List.of(withdrawal.xt());
      case StartSc start -> List.of(start.id());
      case CircMessage circ -> List.of(circ.instance().xt());
      case Vote vote -> List.of(vote.instance().xt());
      case Decided decided -> List.of(decided.xt());
      case RequestSeal seal -> seal.includedXts();
      case L2Block block -> remembered(block.hash(), block.includedXts());
      case BlockVerdict.Accepted accepted -> accepted.includedXts();
      case BlockVerdict.Rejected rejected -> recall(rejected.hash());
      case SlotClosed(_, Outcome.Built built, _, _, _) ->
          remembered(built.hash(), built.includedXts());
      case SlotClosed closed -> List.copyOf(closed.requeued().keySet());
      case SuperblockStatus status -> recall(status.hash());
      case Opens _, LeaderClaim _, L2BlockRequest _, SettlementEvent _, Preconfirmation _ ->
          List.of();
    };
  }

  private synchronized List<XtId> remembered(Hash32 hash, List<XtId> xts) {
    if (!xts.isEmpty()) behind.put(hash, xts);
    return xts;
  }

  private synchronized List<XtId> recall(Hash32 hash) {
    return behind.getOrDefault(hash, List.of());
  }
}
