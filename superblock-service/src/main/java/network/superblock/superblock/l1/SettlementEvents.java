package network.superblock.superblock.l1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.contracts.SettlementLog;
import network.superblock.protocol.Address;
import network.superblock.runtime.l1.L1Client.PlacedLog;
import network.superblock.superblock.publishing.Inclusion;
import network.superblock.superblock.publishing.L1Event;

/** Reads what the settlement contract said. */
final class SettlementEvents {

  private final L1Rpc rpc;
  private final Address settlement;
  private final long logRange;

  SettlementEvents(L1Rpc rpc, Address settlement, long logRange) {
    this.rpc = rpc;
    this.settlement = settlement;
    this.logRange = logRange;
  }

  /** The contract's events in these blocks, in order. */
  List<L1Event> between(long first, long last) {
    var said = new ArrayList<L1Event>();
    for (var from = first; from <= last; from += logRange) {
      var to = Math.min(last, from + logRange - 1);
      for (var log : rpc.wait(rpc.client().logs(settlement, from, to)))
        event(log).ifPresent(said::add);
    }
    return said;
  }

  private static Optional<L1Event> event(PlacedLog placed) {
    var where = new Inclusion(placed.transaction(), placed.block());
    return SettlementLog.of(placed.log()).map(said -> new L1Event(said, where));
  }
}
