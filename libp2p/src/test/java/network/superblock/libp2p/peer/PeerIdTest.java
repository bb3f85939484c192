package network.superblock.libp2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

/** The test vectors of libp2p "peer-ids"; the ids were computed by js-libp2p. */
class PeerIdTest {

  private static final Bytes ED25519 =
      Bytes.fromHex("080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");
  private static final Bytes SECP256K1 =
      Bytes.fromHex("08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99");
  private static final String ED25519_ID = "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq";
  private static final String ED25519_CID =
      "bafzaajaiaejcahwr5d5ofrfbis4l5d6uwr57hu5tjodrypfm6yaq6dsc2r2pzyt6";
  private static final String SECP256K1_ID =
      "16Uiu2HAmLhLvBoYaoZfaMUKuibM6ac163GwKY74c5kiSLg5KvLpY";
  private static final String RSA_ID = "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N";

  @Test
  void namesAnEd25519Key() {
    var key = PublicKey.fromProtobuf(ED25519);
    assertThat(key.type()).isEqualTo(KeyType.ED25519);
    assertThat(key.toProtobuf()).isEqualTo(ED25519);
    assertThat(key.peerId()).hasToString(ED25519_ID);
    assertThat(key.peerId().multihash()).isEqualTo(Bytes.concat(Bytes.fromHex("0024"), ED25519));
    assertThat(key.peerId().toCid()).isEqualTo(ED25519_CID);
    assertThat(PeerId.parse(ED25519_CID)).isEqualTo(key.peerId());
    assertThat(PeerId.parse(ED25519_ID).publicKey()).contains(key);
  }

  @Test
  void namesASecp256k1Key() {
    var key = PublicKey.fromProtobuf(SECP256K1);
    assertThat(key.peerId()).hasToString(SECP256K1_ID);
    assertThat(key.peerId().multihash()).isEqualTo(Bytes.concat(Bytes.fromHex("0025"), SECP256K1));
    assertThat(PeerId.parse(SECP256K1_ID).publicKey()).contains(key);
  }

  @Test
  void knowsHashedIdsWithoutTheirKey() {
    assertThat(PeerId.parse(RSA_ID).publicKey()).isEmpty();
    assertThat(PeerId.parse(RSA_ID)).hasToString(RSA_ID);
  }

  @Test
  void refusesWhatIsNoPeerId() {
    for (var text : new String[] {"", "1", "0OIl", "12D3KooW", "bafz", "b", ED25519_ID + "1"}) {
      assertThatThrownBy(() -> PeerId.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesKeysThatCannotShakeHands() {
    var rsa = Bytes.fromHex("080012021234");
    assertThatThrownBy(() -> PublicKey.fromProtobuf(rsa)).hasMessageContaining("key type");
  }

  @Test
  void textSurvivesAnything() {
    Mutations.fuzz(
        bytes -> {
          try {
            PeerId.parse(new String(bytes, StandardCharsets.UTF_8));
          } catch (IllegalArgumentException e) {
            throw new ProtocolViolation(String.valueOf(e.getMessage()));
          }
        },
        ED25519_ID.getBytes(StandardCharsets.UTF_8),
        RSA_ID.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(
        bytes -> PublicKey.fromProtobuf(Bytes.wrap(bytes)), ED25519.toArray(), SECP256K1.toArray());
    Mutations.fuzz(
        bytes -> new PeerId(Bytes.wrap(bytes)).publicKey(),
        PeerId.parse(ED25519_ID).multihash().toArray(),
        PeerId.parse(RSA_ID).multihash().toArray());
  }
}
