package network.superblock.simulator.store;

import java.util.HashSet;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.DraftEntry.TopOfBlock;
import network.superblock.simulator.chain.SimulatedBlock;

/** Checks one block by itself. See SBCP section 7. */
public interface BlockJudge {

  BlockJudge STRICT = BlockJudge::judge;

  /** The rule that the block breaks; empty if it breaks none. */
  Optional<String> fault(ExpectedBlock expected, L2Block block, SimulatedBlock content);

  private static Optional<String> judge(
      ExpectedBlock expected, L2Block block, SimulatedBlock content) {
    if (!block.equals(content.message())) return Optional.of("wrong_hash");
    if (!content.number().equals(expected.request().number())) return Optional.of("wrong_number");
    if (!content.parent().equals(expected.request().parentHash()))
      return Optional.of("wrong_parent");
    if (!content.entries().getFirst().equals(new TopOfBlock(expected.slot())))
      return Optional.of("wrong_slot");
    if (!content.xts().equals(expected.xts())) return Optional.of("wrong_xts");
    if (holdsStrayLeg(expected, content)) return Optional.of("stray_xt_transaction");
    return Optional.empty();
  }

  /** What the sequencer knew of when it added a leg is no local transaction behind it. */
  private static boolean holdsStrayLeg(ExpectedBlock expected, SimulatedBlock content) {
    var barred = new HashSet<Bytes>();
    for (var entry : content.entries()) {
      if (entry instanceof Local(var transaction) && barred.contains(transaction)) return true;
      if (entry instanceof CrossChain leg)
        expected.started().stream()
            .takeWhile(xt -> !xt.id().equals(leg.xt()))
            .forEach(xt -> barred.addAll(xt.transactionsOn(content.chain())));
    }
    return false;
  }
}
