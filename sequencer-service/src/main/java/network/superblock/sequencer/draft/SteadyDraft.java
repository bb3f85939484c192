package network.superblock.sequencer.draft;

import java.util.function.Function;
import java.util.function.Supplier;
import network.superblock.protocol.BlockNumber;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.NodeRefusedException;

/**
 * Asks about the draft of a node that may be set back to an earlier block at any moment: then it
 * does not know the block any more that the question stands on, and the question is asked anew.
 */
final class SteadyDraft {

  // A slot sets its node back once; one that is set back again and again has another fault.
  private static final int TRIES = 5;

  private final ExecutionNode node;
  private final Supplier<ExecutedDraft> draft;

  SteadyDraft(ExecutionNode node, Supplier<ExecutedDraft> draft) {
    this.node = node;
    this.draft = draft;
  }

  /**
   * The answer of a draft whose parent the node still had.
   *
   * @throws NodeRefusedException what the node refused for another reason
   */
  <T> T ask(Function<ExecutedDraft, T> question) {
    for (var tries = 1; ; tries++) {
      var asked = draft.get();
      try {
        return question.apply(asked);
      } catch (NodeRefusedException e) {
        if (tries == TRIES || hasParentOf(asked)) throw e;
      }
    }
  }

  private boolean hasParentOf(ExecutedDraft asked) {
    var block = asked.overlay().block();
    return node.header(new BlockNumber(block.number().value() - 1))
        .filter(header -> header.hash().equals(block.parent()))
        .isPresent();
  }
}
