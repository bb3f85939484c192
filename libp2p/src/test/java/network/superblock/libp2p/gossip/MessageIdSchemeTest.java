package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.Varint;
import org.junit.jupiter.api.Test;

/** Vectors of the Kona node: topic "test", data 0102030405, plain and as a snappy block. */
class MessageIdSchemeTest {

  private static final Bytes PLAIN = Bytes.fromHex("0102030405");
  private static final Bytes COMPRESSED = Bytes.fromHex("05100102030405");

  @Test
  void derivesKonasIds() {
    assertThat(id(MessageIdScheme.KONA, PLAIN))
        .isEqualTo("ff3a6e999086783f249b4a4fab9f215046152b6d");
    assertThat(id(MessageIdScheme.KONA, COMPRESSED))
        .isEqualTo("316cb6b9c695764bf1bfe4e1b60cc0e88563cbf5");
  }

  @Test
  void derivesKonasIdsWithTheTopic() {
    assertThat(id(MessageIdScheme.KONA_TOPIC, PLAIN))
        .isEqualTo("b6897dcba59347fedcd694cc0f5117093c9dc727");
    assertThat(id(MessageIdScheme.KONA_TOPIC, COMPRESSED))
        .isEqualTo("adbe547b27f41294a08a09210a5e8531e83cdc16");
  }

  @Test
  void decompressesWhatAnotherImplementationCompressed() {
    var data = new byte[60_000];
    for (var i = 0; i < data.length; i++) data[i] = (byte) (i / 300);
    var out = Unpooled.buffer();
    new Snappy().encode(Unpooled.wrappedBuffer(data), out, data.length);
    var block = new byte[out.readableBytes()];
    out.readBytes(block);
    assertThat(SnappyProbe.decompress(Bytes.wrap(block))).contains(Bytes.wrap(data));
  }

  @Test
  void repeatsOverlappingPatterns() {
    assertThat(SnappyProbe.decompress(Bytes.fromHex("0a0461621d02")).map(Bytes::toHex))
        .isEqualTo(Optional.empty());
    assertThat(SnappyProbe.decompress(Bytes.fromHex("0a0461621e0200")).map(Bytes::toHex))
        .contains("61626162616261626162");
  }

  @Test
  void isNotFooledByADeclaredLength() {
    var bomb = Bytes.concat(Bytes.wrap(Varint.encode(1L << 40)), PLAIN);
    assertThat(SnappyProbe.decompress(bomb)).isEmpty();
    assertThat(SnappyProbe.decompress(Bytes.fromHex("06100102030405"))).isEmpty();
    assertThat(SnappyProbe.decompress(Bytes.fromHex("04100102030405"))).isEmpty();
    assertThat(SnappyProbe.decompress(Bytes.EMPTY)).isEmpty();
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(
        bytes -> SnappyProbe.decompress(Bytes.wrap(bytes)),
        COMPRESSED.toArray(),
        Bytes.fromHex("0a0c61620d02").toArray());
  }

  private static String id(MessageIdScheme scheme, Bytes data) {
    return scheme.of("test", Message.unsigned("test", data)).bytes().toHex();
  }
}
