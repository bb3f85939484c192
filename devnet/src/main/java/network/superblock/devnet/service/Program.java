package network.superblock.devnet.service;

import network.superblock.blockstore.BlockStoreApplication;
import network.superblock.console.ConsoleApplication;
import network.superblock.gateway.GatewayApplication;
import network.superblock.sequencer.SequencerServiceApplication;
import network.superblock.slot.SlotServiceApplication;
import network.superblock.superblock.SuperblockServiceApplication;
import network.superblock.xtqueue.XtQueueApplication;

/** The programs that services are instances of. */
public enum Program {
  SLOT_SERVICE(SlotServiceApplication.NAME, SlotServiceApplication.class),
  XT_QUEUE_SERVICE(XtQueueApplication.NAME, XtQueueApplication.class),
  BLOCK_STORE_SERVICE(BlockStoreApplication.NAME, BlockStoreApplication.class),
  SUPERBLOCK_SERVICE(SuperblockServiceApplication.NAME, SuperblockServiceApplication.class),
  SEQUENCER_SERVICE(SequencerServiceApplication.NAME, SequencerServiceApplication.class),
  P2P_GATEWAY(GatewayApplication.NAME, GatewayApplication.class),
  CONSOLE(ConsoleApplication.NAME, ConsoleApplication.class);

  private final String programName;
  private final Class<?> main;

  Program(String programName, Class<?> main) {
    this.programName = programName;
    this.main = main;
  }

  /** The module's, and that of its settings file. */
  public String programName() {
    return programName;
  }

  Class<?> main() {
    return main;
  }
}
