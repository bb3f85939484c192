package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.vectorOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.HeadRequest;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 1: SSZ containers. */
class Section1ContainersTest {

  private static final String V4 =
      "a87442ba90c6ae27caefcd5c53358cbf291611e0ecf91d95dd246deaf5e491fe";

  @Test
  void putsEveryFieldWhereTheSpecificationSays() {
    var bytes = vectorOne().encode();
    assertThat(bytes.size()).isEqualTo(297);
    assertThat(bytes.get(0)).isZero();
    assertThat(bytes.get(1)).isEqualTo((byte) 1);
    assertThat(bytes.get(33)).isEqualTo((byte) 2);
    assertThat(bytes.get(65)).isEqualTo((byte) 3);
    assertThat(bytes.get(117)).isEqualTo((byte) 4);
    assertThat(bytes.slice(149, 181).toHex()).isEqualTo("01".repeat(32));
    assertThat(bytes.slice(181, 213).toHex()).isEqualTo("02".repeat(32));
    assertThat(bytes.get(213)).isEqualTo((byte) 5);
    assertThat(bytes.slice(245, 265).toHex()).isEqualTo("03".repeat(20));
    assertThat(bytes.get(265)).isEqualTo((byte) 6);
    var signed = signed(vectorOne(), Samples.KEY).encode();
    assertThat(signed.size()).isEqualTo(382);
    assertThat(signed.slice(297, 317).toHex()).isEqualTo("09".repeat(20));
  }

  @Test
  void readsBackWhatItWrote() {
    var signed = signed(vectorOne(), Samples.KEY);
    assertThat(SignedCommitment.decode(signed.encode())).isEqualTo(signed);
    assertThat(Preconfirmation.decode(vectorOne().encode())).isEqualTo(vectorOne());
    var head = new PreconfHead(UInt256.of(Long.MAX_VALUE), UInt256.of(3));
    assertThat(PreconfHead.decode(head.encode())).isEqualTo(head);
    var page = new CommitmentsPage(chain(3));
    assertThat(CommitmentsPage.decode(page.encode())).isEqualTo(page);
  }

  @Test
  void writesTheGoldenBytesOfRequestsAndAnswers() {
    assertThat(new HeadRequest().encode().toHex()).isEqualTo("04000000");
    assertThat(HeadRequest.decode(Bytes.EMPTY)).isEqualTo(new HeadRequest());
    assertThat(new CommitmentsRequest(UInt256.of(1), 5).encode().toHex())
        .isEqualTo("01" + "00".repeat(31) + "05000000");
    assertThat(new CommitmentsPage(List.of()).encode().toHex()).isEqualTo("04000000");
    assertThat(new CommitmentsPage(chain(1)).encode().size()).isEqualTo(386);
    var list = new byte[100];
    Arrays.fill(list, (byte) 0xab);
    var raw = RawTxList.of(Bytes.wrap(list));
    assertThat(raw.hash().bytes().toHex()).isEqualTo(V4);
    assertThat(raw.encode().slice(32, 36).toHex()).isEqualTo("24000000");
    assertThat(raw.matches()).isTrue();
    assertThat(RawTxList.notFound(raw.hash()).encode().toHex()).isEqualTo(V4 + "24000000");
    assertThat(new TxListRequest(Hash32.fromHex(V4)).encode().toHex()).isEqualTo(V4);
  }

  @Test
  void refusesTrailingAndMissingBytesWrongOffsetsAndOtherBools() {
    var signed = signed(vectorOne(), Samples.KEY).encode();
    refuses(SignedCommitment::decode, Bytes.concat(signed, Bytes.wrap(new byte[1])));
    refuses(SignedCommitment::decode, signed.slice(0, 381));
    var bool = signed.toArray();
    bool[0] = 2;
    refuses(SignedCommitment::decode, Bytes.wrap(bool));
    refuses(RawTxList::decode, Bytes.fromHex(V4 + "25000000" + "00"));
    refuses(RawTxList::decode, Bytes.fromHex(V4 + "240000"));
    refuses(CommitmentsPage::decode, Bytes.fromHex("05000000" + "00"));
    refuses(CommitmentsPage::decode, Bytes.concat(Bytes.fromHex("04000000"), signed.slice(0, 9)));
    refuses(HeadRequest::decode, Bytes.fromHex("05000000"));
    refuses(PreconfHead::decode, Bytes.wrap(new byte[65]));
    refuses(CommitmentsRequest::decode, Bytes.wrap(new byte[35]));
    refuses(TxListRequest::decode, Bytes.wrap(new byte[33]));
    refuses(CommitmentsPage::decode, Bytes.concat(Bytes.fromHex("04000000"), many(257)));
  }

  @Test
  void everyInputIsRefusedOrHasExactlyThatEncoding() {
    fuzz(
        SignedCommitment::decode,
        SignedCommitment::encode,
        signed(vectorOne(), Samples.KEY).encode());
    fuzz(Preconfirmation::decode, Preconfirmation::encode, vectorOne().encode());
    fuzz(CommitmentsPage::decode, CommitmentsPage::encode, new CommitmentsPage(chain(2)).encode());
    fuzz(RawTxList::decode, RawTxList::encode, Samples.txList(1).encode());
    fuzz(PreconfHead::decode, PreconfHead::encode, PreconfHead.of(vectorOne()).encode());
    fuzz(CommitmentsRequest::decode, CommitmentsRequest::encode, Bytes.wrap(new byte[36]));
    fuzz(TxListRequest::decode, TxListRequest::encode, Bytes.wrap(new byte[32]));
    // No bytes at all are a head request too, which is always written with four.
    fuzz(
        bytes -> bytes.isEmpty() ? Bytes.EMPTY : HeadRequest.decode(bytes).encode(),
        Function.identity(),
        new HeadRequest().encode());
  }

  private static <T> void fuzz(Function<Bytes, T> decode, Function<T, Bytes> encode, Bytes seed) {
    var random = new Random(seed.size());
    var read = 0;
    for (var i = 0; i < 100_000; i++) {
      var input = mutated(seed, random);
      try {
        assertThat(encode.apply(decode.apply(input)).equals(input)).isTrue();
        read++;
      } catch (MalformedSszException _) {
        // As it must be with most of them.
      } catch (AssertionError e) {
        throw new AssertionError("seed bytes " + HexFormat.of().formatHex(input.toArray()), e);
      }
    }
    assertThat(read).isPositive();
  }

  private static Bytes mutated(Bytes seed, Random random) {
    var size = random.nextInt(4) == 0 ? random.nextInt(seed.size() + 40) : seed.size();
    var bytes = Arrays.copyOf(seed.unsafeArray(), size);
    var changes = size == 0 ? 0 : random.nextInt(4);
    for (var i = 0; i < changes; i++) bytes[random.nextInt(size)] = (byte) random.nextInt(256);
    return Bytes.wrap(bytes);
  }

  private static Bytes many(int count) {
    var one = signed(vectorOne(), Samples.KEY).encode();
    var all = new Bytes[count];
    Arrays.fill(all, one);
    return Bytes.concat(all);
  }

  private static void refuses(Function<Bytes, ?> decode, Bytes bytes) {
    assertThatThrownBy(() -> decode.apply(bytes)).isInstanceOf(MalformedSszException.class);
  }
}
