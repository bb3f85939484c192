package network.superblock.sequencer.draft;

import network.superblock.contracts.Revert;
import network.superblock.sequencer.evm.CallFrame;
import network.superblock.sequencer.evm.Trace;

/** Says in one line why a transaction failed. */
final class Failure {

  private Failure() {}

  static String of(Trace trace) {
    CallFrame root = trace.root();
    return root.output().isEmpty()
        ? root.failure().orElse("failed")
        : Revert.of(root.output()).text();
  }
}
