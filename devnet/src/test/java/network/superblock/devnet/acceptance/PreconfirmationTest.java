package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import network.superblock.devnet.chain.DevKey;
import network.superblock.embedded.Patience;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Sealed blocks are preconfirmed: each gateway has its own rollup's from Kafka, others' by gossip.
 */
@Timeout(450)
@ExtendWith(SharedNetwork.class)
class PreconfirmationTest {

  private final TestNetwork network;

  PreconfirmationTest(TestNetwork network) {
    this.network = network;
  }

  @Test
  void bothGatewaysShowTheBlocksOfBothRollups() {
    for (var at : List.of(A, B))
      for (var chain : List.of(A, B)) {
        var gateway = network.gateway(at);
        assertThat(Patience.until(LIMIT, () -> shows(gateway, chain)))
            .as("the gateway of %s shows %s: %s", at, chain, gateway.commitments(chain))
            .isTrue();
      }
  }

  /** Two blocks in a row: older ones are forgotten when L1 has decided them. */
  private boolean shows(GatewayView gateway, ChainId chain) {
    var known = gateway.commitments(chain);
    return IntStream.range(1, known.size())
        .anyMatch(i -> areShown(gateway, chain, known.get(i - 1), known.get(i)));
  }

  private boolean areShown(GatewayView gateway, ChainId chain, JsonNode parent, JsonNode child) {
    return child.get("parentPreconfirmationHash").equals(parent.get("hash"))
        && Stream.of(parent, child)
            .allMatch(block -> isOf(chain, block) && hasTransactions(gateway, chain, block));
  }

  /** Whether the node has the block, and the sequencer promised it for its slot. */
  private boolean isOf(ChainId chain, JsonNode promise) {
    var block = blockOf(chain, promise);
    if (!block.isObject()) return false;
    var schedule = network.devnet().facts().schedule();
    var end = number(promise, "submissionWindowEnd").longValueExact();
    var start = end - schedule.duration().toSeconds();
    return number(promise, "timestamp").equals(RollupView.quantity(block.get("timestamp")))
        && number(promise, "timestamp").longValueExact() == start
        && promise
            .get("signer")
            .asString()
            .equals(DevKey.named("sequencer " + chain).address().toString());
  }

  private boolean hasTransactions(GatewayView gateway, ChainId chain, JsonNode promise) {
    var list = gateway.txList(chain, Hash32.fromHex(promise.get("rawTxListHash").asString()));
    var expected =
        blockOf(chain, promise).get("transactions").valueStream().map(JsonNode::asString).toList();
    return list.isPresent() && hashesIn(list.get()).equals(expected);
  }

  private JsonNode blockOf(ChainId chain, JsonNode promise) {
    return network.rollup(chain).block(number(promise, "blockNumber"));
  }

  private static List<String> hashesIn(byte[] compressed) {
    try (var zlib = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      var list = RlpDecoder.decode(Bytes.of(zlib.readAllBytes()), RlpLimits.BLOCK).asList();
      return list.items().stream().map(PreconfirmationTest::hashOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedRlpException e) {
      throw new AssertionError(e);
    }
  }

  private static String hashOf(RlpItem transaction) {
    var raw = transaction instanceof RlpString typed ? typed.value() : transaction.encoded();
    return RollupView.hashOf(raw).toString();
  }

  private static BigInteger number(JsonNode promise, String field) {
    return new BigInteger(promise.get(field).asString());
  }
}
