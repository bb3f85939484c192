package network.superblock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.function.Consumer;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.wire.Decoding.Decoded;
import network.superblock.wire.Decoding.Malformed;
import network.superblock.wire.v1.RollupV1;
import network.superblock.wire.v1.RollupV1.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictDecodingTest {

  private static final Sender SENDER = Sender.parse("sequencer/77777");
  private static final ByteString HASH = ByteString.copyFrom(new byte[32]);

  @Test
  void serializesARequestAsItsIdentityDoes() {
    var serialized = MessageCodec.encodeXtRequest(Samples.XT);
    assertThat(serialized.toHex()).isEqualTo("0a090a03012fd11202dead0a0c0a03015b381202beef120101");
    assertThat(Samples.XT.id().hash().bytes().toHex())
        .isEqualTo("55038f761c5a05bc413d5498dcc4d6721efe1eadb18891e14a1221df9151118d");
    assertThat(MessageCodec.decodeXtRequest(serialized))
        .isEqualTo(new XtDecoding.Decoded(Samples.XT));
  }

  @ParameterizedTest
  @CsvSource({
    // A field out of order, a field twice as a length of two bytes, one unknown.
    "0a090a03012fd11202dead0a0c1202beef0a03015b38120101, not in canonical form",
    "0a09 0a03012fd11202dead 0a8c00 0a03015b381202beef120101, not in canonical form",
    "0a090a03012fd11202dead0a0c0a03015b381202beef1201011801, unknown field",
    "0a090a03012fd11202dead0a0e0a03015b381202beef1201011801, unknown field",
    "0a090a03012fd11202dead, at least two chains",
    "0a090a03012fd11202dead0a090a03012fd11202dead, named twice",
    "0a090a03012fd11202dead0a050a03015b38, no transaction",
    "0a0a0a0400012fd11202dead0a0c0a03015b381202beef120101, leading zero",
    "'', at least two chains",
  })
  void refusesARequestThatIsNotCanonical(String hex, String reason) {
    assertThat(MessageCodec.decodeXtRequest(Bytes.fromHex(hex.replace(" ", ""))))
        .isInstanceOfSatisfying(
            XtDecoding.Malformed.class, m -> assertThat(m.reason()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is missing",
    "00, leading zero",
    "00012fd1, leading zero",
    "8000000000000000, exceeds 63 bits",
    "010000000000000000, exceeds 63 bits",
  })
  void refusesAChainIdThatIsNotMinimal(String hex, String reason) {
    var chain = ByteString.fromHex(hex);
    assertMalformed(
        out -> out.getL2BlockRequestBuilder().setChainId(chain).setParentHash(HASH), reason);
  }

  @Test
  void acceptsTheLargestChainId() {
    var request =
        RollupV1.L2BlockRequest.newBuilder()
            .setChainId(ByteString.fromHex("7fffffffffffffff"))
            .setParentHash(HASH);
    assertThat(decode(message(out -> out.setL2BlockRequest(request)))).isInstanceOf(Decoded.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void refusesAHashOfAnotherLength(int size) {
    var hash = ByteString.copyFrom(new byte[size]);
    assertMalformed(
        out -> out.getL2BlockRequestBuilder().setChainId(chain()).setParentHash(hash),
        "parent_hash has " + size + " bytes");
  }

  @Test
  void refusesAStartOfAnotherRequestThanItsIdentity() {
    assertMalformed(
        out ->
            out.getStartScBuilder()
                .setSlot(7)
                .setXtRequest(XtCodec.toWire(Samples.XT))
                .setXtId(HASH),
        "xT id does not match");
  }

  @Test
  void refusesAnUnknownFieldWhereTheIdentityWouldNotCoverIt() {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    var request = XtCodec.toWire(Samples.XT).toBuilder().setUnknownFields(unknown);
    assertMalformed(out -> out.setXtRequest(request), "unknown field");
    assertThat(
            decode(
                message(
                    out -> out.setXtRequest(XtCodec.toWire(Samples.XT)).setUnknownFields(unknown))))
        .as("elsewhere a later version may have added a field")
        .isInstanceOf(Decoded.class);
  }

  @Test
  void refusesMessagesOutsideAnySlotAndNumbersBeyond63Bits() {
    assertMalformed(out -> out.getRequestSealBuilder().setSlot(0), "slot is missing");
    assertMalformed(out -> out.getRequestSealBuilder().setSlot(-1), "negative");
    assertMalformed(out -> out.getLeaderClaimBuilder().setTerm(-1).setLeader("a"), "negative");
    assertMalformed(out -> out.getSettlementEventBuilder().setOrdinal(-1), "ordinal");
  }

  @Test
  void refusesAVoteThatContradictsItself() {
    var commit = InstanceCodec.toWire((Vote) Samples.named("vote-commit"));
    var abort = InstanceCodec.toWire((Vote) Samples.named("vote-abort"));
    assertMalformed(out -> out.setVote(commit.toBuilder().setReason(abort.getReason())), "reason");
    assertMalformed(out -> out.setVote(commit.toBuilder().setVote(false)), "mailbox_digests");
    assertMalformed(out -> out.setVote(abort.toBuilder().setVote(true)), "reason");
    assertMalformed(out -> out.setVote(abort.toBuilder().clearReason()), "reason is missing");
    assertMalformed(
        out -> out.setVote(commit.toBuilder().addMailboxDigests(commit.getMailboxDigests(0))),
        "names one twice");
  }

  @Test
  void refusesAMailboxMessageWithoutExactlyOneSender() {
    var circ = InstanceCodec.toWire(Samples.circMessage());
    assertMalformed(out -> out.setCircMessage(circ.toBuilder().clearSource()), "source has 0");
    assertMalformed(
        out -> out.setCircMessage(circ.toBuilder().addData(ByteString.EMPTY)), "data has 2");
  }

  @Test
  void refusesAMessageOfNoKnownKindOrSender() {
    assertMalformed(_ -> {}, "payload");
    // The deprecated arm 5, here empty.
    assertThat(decode(Bytes.fromHex("0a0f73657175656e6365722f37373737372a00")))
        .isInstanceOf(Malformed.class);
    for (var id : List.of("", "sequencer", "sequencer/", "sequencer/07", "nobody/1", "Sequencer/7"))
      assertThat(
              decode(
                  Bytes.of(
                      message(out -> out.getRequestSealBuilder().setSlot(1)).toBuilder()
                          .setSenderId(id)
                          .build()
                          .toByteArray())))
          .as(id)
          .isInstanceOf(Malformed.class);
  }

  @Test
  void cutsTextsForPeopleBetweenCharacters() {
    var refusal = new VoteRefusal(VoteRefusal.Cause.TIMED_OUT, "\u20ac".repeat(200));
    var vote = new Vote(Samples.INSTANCE, Samples.A, new Vote.Ballot.Abort(refusal));
    var cut = new VoteRefusal(VoteRefusal.Cause.TIMED_OUT, "\u20ac".repeat(85));
    assertThat(MessageCodec.decode(MessageCodec.encode(SENDER, vote)))
        .isEqualTo(
            new Decoded(SENDER, new Vote(Samples.INSTANCE, Samples.A, new Vote.Ballot.Abort(cut))));
  }

  @Test
  void hasNoWireFormForALabelThatIsNotUtf8() {
    var header = Samples.circMessage().message().header();
    var label = Bytes.fromHex("c328");
    var bad =
        new CircMessage(
            Samples.INSTANCE,
            new MailboxMessage(
                new MailboxHeader(
                    header.source(),
                    header.destination(),
                    header.sender(),
                    header.receiver(),
                    header.session(),
                    label),
                Bytes.EMPTY));
    assertThatThrownBy(() -> MessageCodec.encode(SENDER, bad))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMalformed(Consumer<Message.Builder> change, String reason) {
    assertThat(decode(message(change)))
        .isInstanceOfSatisfying(
            Malformed.class, malformed -> assertThat(malformed.reason()).contains(reason));
  }

  private static Message message(Consumer<Message.Builder> change) {
    var out = Message.newBuilder().setSenderId(SENDER.id());
    change.accept(out);
    return out.build();
  }

  private static Decoding decode(Message message) {
    return decode(Bytes.of(message.toByteArray()));
  }

  private static Decoding decode(Bytes value) {
    return MessageCodec.decode(value);
  }

  private static ByteString chain() {
    return Scalars.write(Samples.A);
  }
}
