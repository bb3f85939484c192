package network.superblock.bench.assembly;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.superblock.BlocksTree;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.assembly.SlotCheck;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SignedRecord;
import network.superblock.wire.envelope.Verification;
import network.superblock.wire.signature.SigningKey;

/**
 * Closing a slot of many rollups and assembling its superblock, in one thread and without Kafka:
 * the verdicts' signatures, the publisher's steps, the signed SlotClosed, then the superblock
 * service's own recomputation, the Merkle tree, the hash and every chain's proof.
 */
public final class AssemblyBenchmark implements Benchmark {

  private static final int ROLLUPS = 1000;
  private static final int WARM_UP = 20;
  private static final int SLOTS = 30;
  private static final double MILLIS = 250;
  private static final NetworkId NETWORK = new NetworkId("bench");
  private static final Sender STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "bench");
  private static final Sender LEADER = new Sender.Publisher(Role.SLOT_SERVICE, "bench");

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final EnvelopeVerifier verifier =
      new EnvelopeVerifier(NETWORK, _ -> Set.of(key.address()));
  private final EnvelopeSigner leader = new EnvelopeSigner(NETWORK, LEADER, key);

  @Override
  public void run(Effort effort, Results results) {
    var rollups = effort.of(ROLLUPS);
    var slot = BigSlot.of(rollups - rollups % 2);
    var store = new EnvelopeSigner(NETWORK, STORE, key);
    var records =
        slot.verdicts().stream().map(each -> store.sign(Topic.BLOCK_VERDICT, each)).toList();
    var all = new Latencies();
    var unsigned = new Latencies();
    for (var i = 0; i < effort.of(WARM_UP); i++) once(slot, records, all, unsigned);
    all.clear();
    unsigned.clear();
    var threads = ManagementFactory.getThreadMXBean();
    var processor = threads.getCurrentThreadCpuTime();
    for (var i = 0; i < effort.of(SLOTS); i++) once(slot, records, all, unsigned);
    processor = (threads.getCurrentThreadCpuTime() - processor) / unsigned.count();
    var of = "(e) closing and assembling a slot of %,d rollups".formatted(slot.verdicts().size());
    results.add(
        Measurement.of("assembly.p50", of + ", p50", all.median(), "ms")
            .against(Target.atMost(MILLIS)));
    results.add(Measurement.of("assembly.max", of + ", worst", all.percentile(100), "ms"));
    results.add(
        Measurement.of(
            "assembly.processor", "    processor time of it, on average", processor / 1e6, "ms"));
    results.add(
        Measurement.of(
            "assembly.unsigned",
            "    of that without the verdicts' signatures, p50",
            unsigned.median(),
            "ms"));
  }

  private void once(BigSlot slot, List<SignedRecord> records, Latencies all, Latencies unsigned) {
    var begin = System.nanoTime();
    var verdicts = records.stream().map(this::believed).toList();
    var read = System.nanoTime();
    var closed = close(slot, verdicts);
    var _ = leader.sign(Topic.SLOT, new Term(1), closed);
    assemble(slot, closed, verdicts);
    var end = System.nanoTime();
    all.add(end - begin);
    unsigned.add(end - read);
  }

  private Accepted believed(SignedRecord record) {
    if (verifier.verify(record) instanceof Verification.Verified(Accepted verdict, _, _))
      return verdict;
    throw new IllegalStateException("a verdict is not believed");
  }

  private static SlotClosed close(BigSlot slot, List<Accepted> verdicts) {
    SlotState state = slot.sealed();
    for (var verdict : verdicts) {
      var step = slot.protocol().on(state, new SlotEvent.VerdictReceived(verdict), slot.now());
      state = step.state();
      for (var record : step.records()) if (record instanceof SlotClosed closed) return closed;
    }
    throw new IllegalStateException("the slot was not closed");
  }

  private static void assemble(BigSlot slot, SlotClosed closed, List<Accepted> verdicts) {
    Map<ChainId, Accepted> blocks = new HashMap<>();
    for (var verdict : verdicts) blocks.put(verdict.chain(), verdict);
    var checked =
        SlotCheck.of(
            slot.sealed(),
            closed,
            slot.now(),
            (_, chain, hash) ->
                Optional.ofNullable(blocks.get(chain)).filter(found -> found.hash().equals(hash)));
    if (!(checked instanceof ClosedSlot.Sound sound))
      throw new IllegalStateException("no sound superblock: " + checked);
    var superblock = sound.superblock();
    if (superblock.blocks().size() != verdicts.size())
      throw new IllegalStateException("blocks were dropped");
    var tree = BlocksTree.of(superblock.blocks());
    var hash = superblock.hash();
    for (var chain : superblock.blocks().keySet())
      if (tree.proofOf(chain).isEmpty() || hash.equals(tree.root()))
        throw new IllegalStateException("a proof is missing");
  }
}
