package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.Test;

class MessageAuthorityTest {

  private static final Bytes DATA = Bytes.utf8("data");

  private final Identity identity = Identity.ed25519(Bytes.fromHex("2a".repeat(32)));
  private final MessageAuthority signing =
      new MessageAuthority(SignaturePolicy.STRICT_SIGN, identity, 7);
  private final MessageAuthority anonymous =
      new MessageAuthority(SignaturePolicy.STRICT_NO_SIGN, identity, 7);
  private final Message signed = signing.author("t", DATA);

  @Test
  void signsWithAuthorAndGrowingNumbersButNoKey() {
    assertThat(signed.from()).contains(identity.peerId().multihash());
    assertThat(signed.sequence()).contains(Bytes.fromHex("0000000000000007"));
    assertThat(signing.author("t", DATA).sequence()).contains(Bytes.fromHex("0000000000000008"));
    assertThat(signed.key()).isEmpty();
    assertThat(signing.accepts(signed)).isTrue();
  }

  @Test
  void acceptsAMessageThatCarriesItsKey() {
    assertThat(signing.accepts(withKey(signed, identity.publicKey().toProtobuf()))).isTrue();
    assertThat(signing.accepts(withKey(signed, Identity.generate().publicKey().toProtobuf())))
        .isFalse();
    assertThat(signing.accepts(withKey(signed, Bytes.fromHex("ff")))).isFalse();
  }

  @Test
  void acceptsSecp256k1Authors() {
    var other = Identity.secp256k1(Bytes.fromHex("11".repeat(32)));
    var message = new MessageAuthority(SignaturePolicy.STRICT_SIGN, other, 1).author("t", DATA);
    assertThat(signing.accepts(message)).isTrue();
  }

  @Test
  void refusesForgeries() {
    var elsewhere =
        new Message(
            signed.from(), DATA, signed.sequence(), "u", signed.signature(), Optional.empty());
    assertThat(signing.accepts(elsewhere)).as("another topic").isFalse();
    var impostor =
        new Message(
            Optional.of(Identity.generate().peerId().multihash()),
            DATA,
            signed.sequence(),
            "t",
            signed.signature(),
            Optional.empty());
    assertThat(signing.accepts(impostor)).isFalse();
    assertThat(signing.accepts(Message.unsigned("t", DATA))).isFalse();
    assertThat(signing.accepts(signed.signedWith(Bytes.EMPTY))).isFalse();
  }

  @Test
  void refusesAnySignatureWhereNoneBelongs() {
    assertThat(anonymous.accepts(anonymous.author("t", DATA))).isTrue();
    assertThat(anonymous.accepts(signed)).isFalse();
    assertThat(anonymous.accepts(withKey(Message.unsigned("t", DATA), Bytes.EMPTY))).isFalse();
  }

  private static Message withKey(Message message, Bytes key) {
    return new Message(
        message.from(),
        message.data(),
        message.sequence(),
        message.topic(),
        message.signature(),
        Optional.of(key));
  }
}
