package network.superblock.devnet.setup;

import network.superblock.devnet.chain.DevKey;
import network.superblock.protocol.ChainId;

/** One rollup of the devnet: its chain and its sequencer's keys. */
public record Rollup(ChainId chain, DevKey sequencer, DevKey coordinator) {

  /** Chain ids that are easily told apart: 77777, 88888, 99999 and then 100001, 100002, ... */
  public static Rollup number(int index) {
    var id = index < 3 ? 77_777 + 11_111L * index : 100_001 + (index - 3);
    return new Rollup(
        new ChainId(id), DevKey.named("sequencer " + id), DevKey.named("coordinator " + id));
  }
}
