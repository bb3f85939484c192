package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

class RpcCodecTest {

  private static final MessageId ID = new MessageId(Bytes.fromHex("00ff80"));

  private static final Rpc FULL =
      new Rpc(
          List.of(new Rpc.Subscription("a", true), new Rpc.Subscription("b", false)),
          List.of(
              new Message(
                  Optional.of(Bytes.fromHex("01")),
                  Bytes.fromHex("0203"),
                  Optional.of(Bytes.fromHex("0000000000000001")),
                  "a",
                  Optional.of(Bytes.fromHex("04")),
                  Optional.of(Bytes.fromHex("05")))),
          new Rpc.Control(
              List.of(new Rpc.IHave("a", List.of(ID))),
              List.of(ID),
              List.of("a"),
              List.of(new Rpc.Prune("b", 60)),
              List.of(ID)));

  @Test
  void readsWhatItWrites() {
    assertThat(RpcCodec.decode(RpcCodec.encode(FULL))).isEqualTo(FULL);
  }

  @Test
  void writesTheSpecifiedFieldNumbers() {
    assertThat(RpcCodec.encode(Rpc.of(List.of(new Rpc.Subscription("t", true)))).toHex())
        .isEqualTo("0a05" + "0801" + "120174");
    assertThat(RpcCodec.encode(Rpc.of(Message.unsigned("t", Bytes.fromHex("ff")))).toHex())
        .isEqualTo("1206" + "1201ff" + "220174");
  }

  @Test
  void ignoresFieldsOfLaterVersions() {
    var extended = Bytes.concat(RpcCodec.encode(FULL), Bytes.fromHex("520101" + "5801"));
    assertThat(RpcCodec.decode(extended)).isEqualTo(FULL);
  }

  @Test
  void refusesMoreElementsThanAnyHonestPeerSends() {
    var ids = Collections.nCopies(10_001, ID);
    var flood =
        RpcCodec.encode(Rpc.of(new Rpc.Control(List.of(), ids, List.of(), List.of(), List.of())));
    assertThatThrownBy(() -> RpcCodec.decode(flood)).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(bytes -> RpcCodec.decode(Bytes.wrap(bytes)), RpcCodec.encode(FULL).toArray());
  }
}
