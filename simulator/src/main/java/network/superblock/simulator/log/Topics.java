package network.superblock.simulator.log;

import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.Vote;

/**
 * Everything that is said in the network.
 *
 * @param offers offers and withdrawals
 */
public record Topics(
    Partition<SlotEntry> slot,
    PerChain<Signed<Vote>> votes,
    PerChain<Signed<CircMessage>> mailbox,
    PerChain<Signed<L2Block>> blocks,
    PerChain<BlockVerdict> verdicts,
    Partition<ProtocolMessage> offers,
    Partition<SettlementEvent> settlement) {

  public static Topics of(Network network, List<ChainId> chains) {
    return new Topics(
        network.partition(),
        new PerChain<>(network, chains),
        new PerChain<>(network, chains),
        new PerChain<>(network, chains),
        new PerChain<>(network, chains),
        network.partition(),
        network.partition());
  }

  /** Whose records count behind the last record of the slot topic. */
  public LeaderFilter filterAtEnd() {
    var filter = LeaderFilter.atStart();
    for (long offset = 0; offset < slot.end(); offset++) {
      var entry = slot.at(offset).value();
      filter = filter.read(entry.writer(), entry.record()).next();
    }
    return filter;
  }
}
