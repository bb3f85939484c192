package network.superblock.devnet.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.SettlementContract;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.replay.Replay;
import network.superblock.devnet.replay.SlotTopicDump;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.XtRequest;

/** The invariants of SBCP section 6, checked from outside: over Kafka, both chains and L1. */
final class Audit {

  private final CrashNetwork network;
  private final List<SlotRecord> records = new ArrayList<>();

  private Audit(CrashNetwork network) {
    this.network = network;
  }

  /** Reads the slot topic, whose fold must not contradict itself, and checks all invariants. */
  static Audit of(CrashNetwork network) {
    var audit = new Audit(network);
    var facts = network.devnet().facts();
    var replay = new Replay(Ledger.genesis(facts.genesisHash()), facts.schedule().scpTimer());
    for (var line : SlotTopicDump.read(network.devnet().endpoints().kafka()))
      replay.fold(line).ifPresent(audit.records::add);
    audit.agreement();
    audit.superblockChain();
    audit.everySuperblockIsOnL1AsItWasBuilt();
    return audit;
  }

  private void agreement() {
    var decisions = new HashMap<InstanceId, Decision>();
    for (var decided : records(Decided.class))
      assertThat(decisions.put(decided.instance(), decided.decision()))
          .as("one decision on %s", decided.instance())
          .isNull();
  }

  private void superblockChain() {
    var number = 0L;
    var head = network.devnet().facts().genesisHash();
    var slot = 0L;
    for (var record : records) {
      if (record instanceof RollBackAndStartSlot(_, var lastValid)) {
        number = lastValid.number().value();
        head = lastValid.hash();
      }
      if (!(record instanceof SlotClosed closed)) continue;
      assertThat(closed.slot().value()).as("slots increase").isGreaterThan(slot);
      slot = closed.slot().value();
      if (!(closed.outcome() instanceof Built built)) continue;
      assertThat(built.number().value()).as("numbers have no gap").isEqualTo(++number);
      assertThat(built.parentHash()).as("the parent of superblock %d", number).isEqualTo(head);
      head = built.hash();
    }
  }

  /** The superblocks that no rollback has taken back, in order. */
  private List<Built> standing() {
    var standing = new ArrayList<Built>();
    for (var record : records) {
      if (record instanceof RollBackAndStartSlot(_, var lastValid))
        standing.removeIf(built -> built.number().compareTo(lastValid.number()) > 0);
      if (record instanceof SlotClosed closed && closed.outcome() instanceof Built built)
        standing.add(built);
    }
    return standing;
  }

  private void everySuperblockIsOnL1AsItWasBuilt() {
    var settlement = L1Deployment.by(Accounts.deployer().address()).settlement();
    try (var l1 = network.devnet().chains().l1Client()) {
      var head = l1.call(settlement, SettlementContract.head()).number();
      for (var built : standing())
        if (built.number().compareTo(head) <= 0)
          assertThat(l1.call(settlement, SettlementContract.superblock(built.number())).hash())
              .as("superblock %s on L1", built.number())
              .isEqualTo(built.hash());
    }
  }

  /** The number of the last superblock that a slot came to. */
  SuperblockNumber lastBuilt() {
    return standing().stream()
        .map(Built::number)
        .reduce((_, last) -> last)
        .orElse(new SuperblockNumber(0));
  }

  /** Both legs are in blocks of superblocks, or neither is in any block. */
  void requireAtomic(XtRequest xt) {
    var holding =
        standing().stream().filter(built -> built.includedXts().contains(xt.id())).toList();
    assertThat(holding).as("in one superblock at most").hasSizeLessThan(2);
    var expected = new HashMap<ChainId, BigInteger>();
    for (var built : holding)
      for (var chain : xt.chains())
        expected.put(
            chain, BigInteger.valueOf(requireNonNull(built.blocks().get(chain)).number().value()));
    assertThat(Patience.until(CrashNetwork.LIMIT, () -> blocksOf(xt).equals(expected)))
        .as("blocks of %s are %s, not %s", xt.id(), expected, blocksOf(xt))
        .isTrue();
  }

  private Map<ChainId, BigInteger> blocksOf(XtRequest xt) {
    var blocks = new HashMap<ChainId, BigInteger>();
    for (var leg : xt.transactions()) {
      var uri = requireNonNull(network.devnet().endpoints().nodes().get(leg.chain()));
      try (var node = new ChainClient(uri, leg.chain().value())) {
        for (var transaction : leg.transactions())
          node.blockOf(Hash32.of(Keccak256.hash(transaction.toArray())))
              .ifPresent(number -> blocks.put(leg.chain(), number));
      }
    }
    return blocks;
  }

  /** How often the xT was started. */
  long starts(XtId xt) {
    return records(StartSc.class).stream().filter(start -> start.id().equals(xt)).count();
  }

  <T extends SlotRecord> List<T> records(Class<T> kind) {
    return records.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
