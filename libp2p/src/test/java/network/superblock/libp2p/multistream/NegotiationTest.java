package network.superblock.libp2p.multistream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

class NegotiationTest {

  private static final String HEADER = "132f6d756c746973747265616d2f312e302e300a";
  private static final String NOISE = "072f6e6f6973650a";
  private static final String NA = "036e610a";
  private static final String LS = "036c730a";

  private final ByteBuf out = Unpooled.buffer();

  @Test
  void proposesBehindTheHeader() {
    Negotiation.dialer(List.of("/noise")).open(out);
    assertThat(written()).isEqualTo(HEADER + NOISE);
  }

  @Test
  void proposesTheNextOneWithoutAnotherHeader() {
    var dialer = Negotiation.dialer(List.of("/tls", "/noise"));
    assertThat(dialer.advance(hex(HEADER + NA), out)).isEmpty();
    assertThat(written()).isEqualTo(NOISE);
    assertThat(dialer.advance(hex(NOISE), out)).contains("/noise");
  }

  @Test
  void failsWhenAllProposalsAreRefused() {
    var dialer = Negotiation.dialer(List.of("/noise"));
    assertThatThrownBy(() -> dialer.advance(hex(HEADER + NA), out))
        .isInstanceOf(NoCommonProtocol.class);
  }

  @Test
  void answersProposalsUntilOneIsSupported() {
    var listener = Negotiation.listener("/noise"::equals);
    var in = hex(HEADER + LS + "052f746c730a" + NOISE + "ffee");
    assertThat(listener.advance(in, out)).contains("/noise");
    assertThat(written()).isEqualTo(NA + NA + NOISE);
    assertThat(ByteBufUtil.hexDump(in)).as("left to the protocol").isEqualTo("ffee");
  }

  @Test
  void refusesToListenForEver() {
    var listener = Negotiation.listener(_ -> false);
    var in = hex(HEADER + NOISE.repeat(33));
    assertThatThrownBy(() -> listener.advance(in, out)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesWhatIsNotMultistream() {
    var http =
        Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n" + "x".repeat(99), StandardCharsets.UTF_8);
    var listener = Negotiation.listener(_ -> true);
    assertThatThrownBy(() -> listener.advance(http, out)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void survivesAnyBytes() {
    var valid = Bytes.fromHex(HEADER + LS + "052f746c730a" + NOISE + "ffee").toArray();
    var answers = Bytes.fromHex(HEADER + NA + NOISE).toArray();
    Mutations.fuzz(
        bytes -> {
          Negotiation.listener("/noise"::equals)
              .advance(Unpooled.wrappedBuffer(bytes), out.clear());
          Negotiation.dialer(List.of("/tls", "/noise"))
              .advance(Unpooled.wrappedBuffer(bytes), out.clear());
        },
        valid,
        answers);
  }

  private String written() {
    return ByteBufUtil.hexDump(out);
  }

  private static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(Bytes.fromHex(hex).unsafeArray());
  }
}
