package network.superblock.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "16384, 808001",
    "9223372036854775807, ffffffffffffffff7f"
  })
  void writesAndReadsTheShortestForm(long value, String hex) {
    assertThat(Bytes.wrap(Varint.encode(value)).toHex()).isEqualTo(hex);
    assertThat(Varint.size(value)).isEqualTo(hex.length() / 2);
    var buffer = Unpooled.buffer();
    Varint.write(buffer, value);
    assertThat(Varint.read(buffer)).isEqualTo(value);
    assertThat(buffer.isReadable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8000", "ff8000", "80808080808080808001", "ffffffffffffffffff01"})
  void refusesLongerForms(String hex) {
    var in = Unpooled.wrappedBuffer(Bytes.fromHex(hex).toArray());
    assertThatThrownBy(() -> Varint.read(in)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void waitsForTheLastByte() {
    var in = Unpooled.buffer().writeByte(0x80);
    assertThat(Varint.read(in)).isEqualTo(Varint.INCOMPLETE);
    in.writeByte(1);
    assertThat(Varint.read(in)).isEqualTo(128);
  }

  @Test
  void refusesALengthBeforeItIsAllocated() {
    var in = Unpooled.wrappedBuffer(Varint.encode(1L << 40));
    assertThatThrownBy(() -> Varint.readLength(in, 1024)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(
        bytes -> Varint.read(Unpooled.wrappedBuffer(bytes)),
        Varint.encode(300),
        Varint.encode(Long.MAX_VALUE));
  }

  @Test
  void protobufFieldsSurviveAnyBytes() {
    var inner = new ProtoWriter().varint(1, 5).string(2, "topic");
    var message =
        new ProtoWriter().bytes(1, Bytes.fromHex("0102")).varint(2, -1).message(3, inner).toBytes();
    Mutations.fuzz(bytes -> walk(new ProtoReader(Bytes.wrap(bytes)), 0), message.toArray());
  }

  private static void walk(ProtoReader reader, int depth) {
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> reader.bytes();
        case 2 -> reader.varint();
        case 3 -> {
          if (depth < 4) walk(reader.message(), depth + 1);
          else reader.skip();
        }
        case 4 -> reader.string(100);
        default -> reader.skip();
      }
    }
  }
}
