package network.superblock.simulator.chain;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;

/** What a scripted contract can do. */
public sealed interface Op {

  record Write(ChainId to, Bytes label, Bytes data) implements Op {}

  /** Reverts if the message is not there. */
  record Read(ChainId from, Bytes label) implements Op {}

  /** Goes on if the message is not there. */
  record TryRead(ChainId from, Bytes label) implements Op {}

  /** Reverts as a read does that finds no message, whether it is there or not. */
  record PretendToMiss(ChainId from, Bytes label) implements Op {}

  record Revert() implements Op {}
}
