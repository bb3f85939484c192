package network.superblock.devnet.narration;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import network.superblock.cli.narration.MessageText;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;

/** Chooses what is worth a line to one who watches the network; confined to one thread. */
public final class Narration {

  private final Set<Term> terms = new HashSet<>();

  /** The line for a message; empty for those that would tell nothing new. */
  public Optional<String> tell(ProtocolMessage message) {
    return isNews(message) ? Optional.of(MessageText.of(message)) : Optional.empty();
  }

  /** A leader repeats its claim, and a block is told of by its verdict. */
  private boolean isNews(ProtocolMessage message) {
    return switch (message) {
      case LeaderClaim claim -> terms.add(claim.term());
      case L2Block _, L2BlockRequest _, Preconfirmation _, XtOffer _, XtRequest _, XtWithdrawal _ ->
          false;
      default -> true;
    };
  }
}
