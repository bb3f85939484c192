package network.superblock.simulator;

import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote;
import network.superblock.simulator.log.Signed;

/** What a receiver believes of who sent a message. See SBCP section 11. */
public interface Gate {

  /** A message speaks for the chain that signed it and for no other. */
  Gate STRICT = Gate::speaksForItself;

  boolean admits(Signed<?> signed);

  private static boolean speaksForItself(Signed<?> signed) {
    ChainId claimed =
        switch (signed.message()) {
          case Vote vote -> vote.from();
          case CircMessage circ -> circ.message().header().source();
          case L2Block block -> block.chain();
          default -> throw new IllegalArgumentException("no claim in " + signed.message());
        };
    return claimed.equals(signed.signer());
  }
}
