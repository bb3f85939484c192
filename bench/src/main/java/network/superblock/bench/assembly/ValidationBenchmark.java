package network.superblock.bench.assembly;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Set;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.protocol.block.BlockValidation;
import network.superblock.protocol.block.BlockValidity;
import network.superblock.protocol.message.L2Block;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SignedRecord;
import network.superblock.wire.envelope.Verification;
import network.superblock.wire.signature.SigningKey;

/**
 * What the block store does with one submitted block, in one thread: signature, zstd, protobuf, and
 * the validation of header, inclusion, receipts, mailbox and proofs.
 */
public final class ValidationBenchmark implements Benchmark {

  private static final int TRANSACTIONS = 100;
  private static final int WARM_UP = 600;
  private static final int BLOCKS = 1000;

  @Override
  public void run(Effort effort, Results results) {
    var mined = RealBlock.mine(TRANSACTIONS);
    var key = SigningKey.generate(new SecureRandom());
    var network = new NetworkId("bench");
    var sender = new Sender.Sequencer(mined.block().chain());
    var signed = new EnvelopeSigner(network, sender, key).sign(Topic.BLOCK, mined.block());
    var verifier = new EnvelopeVerifier(network, _ -> Set.of(key.address()));
    for (var i = 0; i < effort.of(WARM_UP); i++) check(mined, signed, verifier);
    // Processor time: what others do on the machine meanwhile does not count.
    var threads = ManagementFactory.getThreadMXBean();
    var latencies = new Latencies();
    for (var i = 0; i < effort.of(BLOCKS); i++) {
      var begin = threads.getCurrentThreadCpuTime();
      check(mined, signed, verifier);
      latencies.add(threads.getCurrentThreadCpuTime() - begin);
    }
    results.add(
        Measurement.of(
            "validation.rate",
            "(e) blocks of 100 transactions received and validated, a core",
            latencies.perSecond(),
            "/s"));
    results.add(
        Measurement.of(
            "validation.p99", "(e) one such block, p99", latencies.percentile(99), "ms"));
  }

  private static void check(RealBlock mined, SignedRecord signed, EnvelopeVerifier verifier) {
    if (!(verifier.verify(signed) instanceof Verification.Verified(L2Block block, _, _)))
      throw new IllegalStateException("the block's record is not believed");
    switch (BlockValidation.check(mined.expected(), block)) {
      case BlockValidity.Valid _ -> {}
      case BlockValidity.Invalid invalid ->
          throw new IllegalStateException(invalid.fault() + ": " + invalid.detail());
    }
  }
}
