package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.preconfirmation.lookahead.FixedLookahead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.validation.LinkRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The module's README: its example runs as it stands there, and it names every metric. */
@Timeout(120)
class ReadmeTest {

  private static final String README = read(Path.of("README.md"));

  @Test
  void theExampleRuns() throws InterruptedException {
    try (var other = TestNode.start()) {
      var peer = other.node().host().addresses().getFirst();
      var block = Samples.chain(1).getFirst();
      assertThat(run(peer, block, Samples.txList(1)).commitment().signed()).isEqualTo(block);
      TestNode.eventually("the block", () -> other.headNumber() == 1);
    }
  }

  private static SdkEvent.CommitmentAccepted run(
      Multiaddr peer, SignedCommitment commitment, RawTxList txList) throws InterruptedException {
    var chain = Samples.CHAIN;
    var slasher = Samples.SLASHER;
    var signer = Samples.KEY.address();
    var genesis = 0L;
    var slotSeconds = Samples.WINDOW_END;
    // example
    var clock = InstantSource.system();
    var config = SdkConfig.forChain(chain, slasher);
    var schedule = new FixedLookahead(genesis, slotSeconds, List.of(signer));
    try (var node =
            P2pNode.start(
                HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0"),
                Identity.generate(),
                clock,
                SdkMetrics.NONE,
                Duration.ofMinutes(5));
        var sdk =
            PreconfirmationSdk.start(
                node,
                config,
                new MemoryStorage(config.caches()),
                schedule,
                LinkRule.DEFAULT,
                clock,
                SdkMetrics.NONE)) {
      var events = sdk.subscribe();
      sdk.updateHead(ConfirmedTip.at(0)).join(); // what L1 has decided
      sdk.startCatchUp().join(); // once the execution node is in sync
      node.host().keepConnected(peer);
      while (node.peers().isEmpty()) LockSupport.parkNanos(1_000_000);
      var receipt = sdk.publish(commitment, txList).join(); // the list first
      System.out.println("sent to " + receipt.peers() + " peers");
      while (true)
        if (events.nextEvent(Duration.ofSeconds(60)).orElseThrow()
            instanceof SdkEvent.CommitmentAccepted accepted) return accepted;
    } // closing the chain's node first, then the host
    // end
  }

  @Test
  void theExampleIsTheOneOfTheReadme() {
    var source = read(Path.of("src/test/java/network/superblock/preconfirmation/ReadmeTest.java"));
    var begin = source.indexOf("    // example\n") + "    // example\n".length();
    var example = source.substring(begin, source.indexOf("    // end\n")).indent(-4);
    assertThat(README).contains("```java\n" + example + "```\n");
  }

  @Test
  void everyMetricIsNamed() throws IllegalAccessException {
    var names = new ArrayList<String>();
    for (var field : SdkMetrics.class.getFields())
      if (field.getType() == String.class) names.add((String) field.get(null));
    assertThat(names).hasSizeGreaterThan(10);
    for (var name : names) assertThat(README).contains("`" + name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
