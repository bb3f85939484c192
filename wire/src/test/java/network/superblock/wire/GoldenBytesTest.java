package network.superblock.wire;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Decoding.Decoded;
import network.superblock.wire.v1.RollupV1.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every message to committed bytes: a changed encoding is another protocol. */
class GoldenBytesTest {

  private static final Sender SENDER = Sender.parse("sequencer/77777");

  static Stream<String> names() {
    return Samples.all().keySet().stream();
  }

  @Test
  void everyArmHasASample() {
    assertThat(Samples.all().values().stream().map(MessageType::of))
        .containsAll(EnumSet.allOf(MessageType.class));
  }

  @Test
  void everyArmOfTheFileIsAMessageType() {
    var arms =
        Message.getDescriptor().getOneofs().getFirst().getFields().stream()
            .map(field -> field.getName())
            .collect(toCollection(TreeSet::new));
    assertThat(Stream.of(MessageType.values()).map(MessageType::wireName))
        .containsExactlyInAnyOrderElementsOf(arms);
  }

  @ParameterizedTest
  @MethodSource("names")
  void encodesAsCommitted(String name) {
    assertThat(plain(Samples.named(name)).toHex()).isEqualTo(golden(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodesWhatIsCommitted(String name) {
    assertThat(MessageCodec.decode(Bytes.fromHex(golden(name))))
        .isEqualTo(new Decoded(SENDER, Samples.named(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void comesBackAsItWas(String name) {
    var message = Samples.named(name);
    assertThat(MessageCodec.decode(MessageCodec.encode(SENDER, message)))
        .isEqualTo(new Decoded(SENDER, message));
  }

  /** A frame's bytes depend on the zstd version, so only reading one is a fact. */
  @Test
  void readsACommittedFrame() {
    assertThat(MessageCodec.decode(Bytes.fromHex(golden("l2_block.zst"))))
        .isEqualTo(new Decoded(SENDER, Samples.block()));
  }

  private static Bytes plain(ProtocolMessage message) {
    var value = MessageCodec.encode(SENDER, message);
    return message instanceof L2Block
        ? Bytes.of(BlockCompression.decompress(value.toArray()))
        : value;
  }

  private static String golden(String name) {
    try (var in = GoldenBytesTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
      if (in == null) return fail("no golden file; commit golden/" + name + ".hex");
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
