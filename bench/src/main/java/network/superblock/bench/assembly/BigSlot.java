package network.superblock.bench.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.protocol.slot.SlotState;

/**
 * A sealed slot of many rollups, each in one xT with its neighbour, with a message each way, and
 * the block store's verdicts on their blocks.
 *
 * @param sealed the publisher's state when the blocks come in
 */
record BigSlot(SlotProtocol protocol, SlotState sealed, List<Accepted> verdicts, Instant now) {

  private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  private static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));
  private static final Slot SLOT = new Slot(1);

  static BigSlot of(int rollups) {
    var rules = new SlotRules(SCHEDULE, rollups, Duration.ofSeconds(30), rollups);
    var building = new Building(new SlotProtocol(rules), rollups);
    return building.sealed();
  }

  private static final class Building {

    private final SlotProtocol protocol;
    private final int rollups;
    private SlotState state = SlotLog.beforeFirst(Ledger.genesis(hash("genesis of superblocks")));

    Building(SlotProtocol protocol, int rollups) {
      this.protocol = protocol;
      this.rollups = rollups;
    }

    BigSlot sealed() {
      var start = SCHEDULE.startOf(SLOT);
      var genesis = new TreeMap<ChainId, Hash32>();
      for (var i = 0; i < rollups; i++) genesis.put(chain(i), hash("genesis of " + i));
      var active = new ActiveRollups(new L1BlockRef(1, Hash32.ZERO), genesis);
      on(new SlotEvent.SlotBegan(SLOT, active, InputOffsets.NONE), start);
      for (var i = 0; i + 1 < rollups; i += 2) commit(i, start);
      var cutover = SCHEDULE.cutoverOf(SLOT);
      on(new SlotEvent.SealCutoverReached(SLOT), cutover);
      return new BigSlot(protocol, state, verdicts(), cutover.plusSeconds(1));
    }

    private void commit(int index, Instant at) {
      var xt = xt(index);
      var offer = new XtOffer(SLOT, xt, xt.id(), index, at, at.plusSeconds(60));
      on(new SlotEvent.XtOffered(offer), at);
      var commit = new Vote.Ballot.Commit(Collections.emptySortedMap());
      for (var chain : xt.chains())
        on(new SlotEvent.VoteReceived(new Vote(new InstanceId(SLOT, xt.id()), chain, commit)), at);
    }

    private List<Accepted> verdicts() {
      var verdicts = new ArrayList<Accepted>();
      var requests = ((SlotState.InSlot) state).run().opening().requests();
      for (var i = 0; i < rollups; i++) {
        var request = requests.get(chain(i));
        if (request == null) throw new IllegalStateException("no block is asked of " + chain(i));
        verdicts.add(
            new Accepted(
                SLOT,
                chain(i),
                request.number(),
                hash("block of " + i),
                request.parentHash(),
                List.of(xt(i - i % 2).id()),
                mailbox(i)));
      }
      return verdicts;
    }

    private MailboxState mailbox(int index) {
      var there = hash("from the even of " + index / 2);
      var back = hash("from the odd of " + index / 2);
      var isEven = index % 2 == 0;
      var roots = isEven ? new PairRoots(back, there) : new PairRoots(there, back);
      var peer = chain(isEven ? index + 1 : index - 1);
      return new MailboxState(2, new TreeMap<>(Map.of(peer, roots)));
    }

    private void on(SlotEvent event, Instant now) {
      state = protocol.on(state, event, now).state();
    }

    private static XtRequest xt(int index) {
      return new XtRequest(List.of(leg(index), leg(index + 1)));
    }

    private static TransactionRequest leg(int index) {
      return new TransactionRequest(
          chain(index), List.of(Bytes.of(("tx " + index).getBytes(UTF_8))));
    }

    private static ChainId chain(int index) {
      return new ChainId(100_000 + index);
    }

    private static Hash32 hash(String text) {
      return Hash32.of(Keccak256.hash(text.getBytes(UTF_8)));
    }
  }
}
