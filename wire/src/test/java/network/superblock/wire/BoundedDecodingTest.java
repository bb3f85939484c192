package network.superblock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.L2Block;
import network.superblock.wire.Decoding.Decoded;
import network.superblock.wire.Decoding.Malformed;
import network.superblock.wire.v1.RollupV1;
import network.superblock.wire.v1.RollupV1.Message;
import org.junit.jupiter.api.Test;

/** A small input cannot ask for much memory, whoever signed it. */
class BoundedDecodingTest {

  private static final Sender SENDER = Sender.parse("sequencer/77777");

  @Test
  void refusesAFrameThatHoldsTooMuchBeforeItUnpacks() {
    var frame = Zstd.compress(new byte[BlockCompression.MAX_DECOMPRESSED + 1]);
    assertThat(frame.length).isLessThan(10_000);
    assertMalformed(frame, "zstd frame holds 16777217 bytes");
  }

  /** The announced size is an untrusted number: here 2^63 - 1. */
  @Test
  void refusesAFrameThatAnnouncesTheImpossible() {
    assertMalformed(Bytes.fromHex("28b52ffde0ffffffffffffff7f010000").toArray(), "zstd frame");
  }

  @Test
  void refusesAFrameThatDoesNotSayItsSize() {
    assertMalformed(Bytes.fromHex("28b52ffd0058010000").toArray(), "does not say its size");
  }

  @Test
  void refusesAFrameThatHoldsMoreThanItSays() {
    var one = Zstd.compress(block().toByteArray());
    var two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    assertMalformed(two, "zstd frame is broken");
    assertMalformed(Arrays.copyOf(one, one.length - 1), "zstd frame is broken");
  }

  @Test
  void refusesACompressedMessageThatIsNoBlock() {
    var vote = MessageCodec.encode(SENDER, Samples.named("vote-commit"));
    assertMalformed(Zstd.compress(vote.toArray()), "only a block");
  }

  @Test
  void readsABlockThatIsNotCompressed() {
    assertThat(MessageCodec.decode(Bytes.of(block().toByteArray())))
        .isEqualTo(new Decoded(SENDER, Samples.block()));
  }

  @Test
  void carriesABlockOfSeveralMegabytes() {
    var small = Samples.block();
    var large =
        new L2Block(
            small.slot(),
            small.chain(),
            small.number(),
            small.hash(),
            small.parentHash(),
            small.includedXts(),
            Bytes.of(new byte[12 << 20]),
            BlockEvidence.NONE);
    var value = MessageCodec.encode(SENDER, large);
    assertThat(value.size()).isLessThan(1 << 20);
    assertThat(MessageCodec.decode(value)).isEqualTo(new Decoded(SENDER, large));
  }

  @Test
  void hasNoWireFormForABlockThatNobodyWouldUnpack() {
    var small = Samples.block();
    var tooLarge =
        new L2Block(
            small.slot(),
            small.chain(),
            small.number(),
            small.hash(),
            small.parentHash(),
            small.includedXts(),
            Bytes.of(new byte[BlockCompression.MAX_DECOMPRESSED]),
            BlockEvidence.NONE);
    assertThatThrownBy(() -> MessageCodec.encode(SENDER, tooLarge)).hasMessageContaining("block");
  }

  /** Two bytes for each empty proof, eight million of them in one small frame. */
  @Test
  void refusesMillionsOfEmptyParts() throws IOException {
    int parts = 7 << 20;
    var evidence = new byte[2 * parts];
    for (int i = 0; i < evidence.length; i += 2) evidence[i] = 0x1a;
    var block = nested(8, evidence);
    assertMalformed(Zstd.compress(nested(10, block)), "more than 262144 fields");
  }

  @Test
  void refusesGroupsThatNestWithoutEnd() {
    var groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0xfb);
    for (int i = 1; i < groups.length; i += 2) groups[i] = 0x01;
    assertThat(MessageCodec.decode(Bytes.of(groups))).isInstanceOf(Malformed.class);
    assertThat(MessageCodec.decodeXtRequest(Bytes.of(groups)))
        .isInstanceOf(XtDecoding.Malformed.class);
  }

  @Test
  void refusesMoreLegsAndTransactionsThanTheWireCarries() {
    var leg =
        RollupV1.TransactionRequest.newBuilder()
            .setChainId(ByteString.fromHex("01"))
            .addTransaction(ByteString.EMPTY)
            .build();
    var legs = Message.newBuilder().setSenderId(SENDER.id());
    for (int i = 0; i < 257; i++) legs.getXtRequestBuilder().addTransactions(leg);
    assertMalformed(legs.build().toByteArray(), "transactions has 257 items");

    var transactions = leg.toBuilder();
    for (int i = 0; i < 1024; i++) transactions.addTransaction(ByteString.EMPTY);
    var deep = Message.newBuilder().setSenderId(SENDER.id());
    deep.getXtRequestBuilder().addTransactions(transactions);
    assertMalformed(deep.build().toByteArray(), "transaction has 1025 items");
  }

  private static Message block() {
    return Message.newBuilder()
        .setSenderId(SENDER.id())
        .setL2Block(BlockCodec.toWire(Samples.block()))
        .build();
  }

  private static byte[] nested(int field, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(field, content);
    out.flush();
    return bytes.toByteArray();
  }

  private static void assertMalformed(byte[] value, String reason) {
    assertThat(MessageCodec.decode(Bytes.of(value)))
        .isInstanceOfSatisfying(
            Malformed.class, malformed -> assertThat(malformed.reason()).contains(reason));
  }
}
