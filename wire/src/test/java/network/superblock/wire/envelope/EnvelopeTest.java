package network.superblock.wire.envelope;

import static network.superblock.wire.envelope.EnvelopeSigner.NO_TERM;
import static network.superblock.wire.envelope.Network.KEY_A;
import static network.superblock.wire.envelope.Network.KEY_B;
import static network.superblock.wire.envelope.Network.NETWORK;
import static network.superblock.wire.envelope.Network.ROTATED_KEY_A;
import static network.superblock.wire.envelope.Network.SEQUENCER_A;
import static network.superblock.wire.envelope.Network.SEQUENCER_B;
import static network.superblock.wire.envelope.Network.SLOT_KEY;
import static network.superblock.wire.envelope.Network.SLOT_SERVICE;
import static network.superblock.wire.envelope.Network.TERM;
import static network.superblock.wire.envelope.Network.VERIFIER;
import static network.superblock.wire.envelope.Network.assertRefused;
import static network.superblock.wire.envelope.Network.keyOf;
import static network.superblock.wire.envelope.Network.senderOf;
import static network.superblock.wire.envelope.Network.withValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.wire.MessageType;
import network.superblock.wire.RecordKey;
import network.superblock.wire.Role;
import network.superblock.wire.Samples;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Refused;
import network.superblock.wire.envelope.Verification.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

  private final EnvelopeSigner sequencerA = new EnvelopeSigner(NETWORK, SEQUENCER_A, KEY_A);
  private final EnvelopeSigner slotService = new EnvelopeSigner(NETWORK, SLOT_SERVICE, SLOT_KEY);

  private final ProtocolMessage vote = Samples.named("vote-commit");

  static Stream<String> names() {
    return Samples.all().keySet().stream();
  }

  /** Every message on every topic from every role: believed exactly where it is admitted. */
  @ParameterizedTest
  @MethodSource("names")
  void believesAMessageWhereItsSenderMayWriteIt(String name) {
    var message = Samples.named(name);
    int places = 0;
    for (var topic : Topic.values()) {
      var term = topic == Topic.SLOT ? TERM : NO_TERM;
      for (var role : Role.values()) {
        if (!topic.admits(role, MessageType.of(message))) continue;
        var sender = senderOf(role);
        var signed = new EnvelopeSigner(NETWORK, sender, keyOf(role)).sign(topic, term, message);
        assertThat(VERIFIER.verify(signed)).isEqualTo(new Verified(message, sender, term));
        places++;
      }
    }
    assertThat(places).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = EnvelopeHeader.class,
      names = {"MESSAGE_TYPE", "SENDER", "KEY_ID", "SIGNATURE", "TERM"})
  void refusesEveryHeaderThatIsMissingRepeatedOrSpoilt(EnvelopeHeader name) {
    var signed = sequencerA.sign(Topic.VOTE, vote);
    var text = signed.header(name).orElseThrow();
    var without =
        signed.headers().stream().filter(header -> !header.key().equals(name.key())).toList();
    var repeated = Stream.concat(signed.headers().stream(), Stream.of(header(signed, name)));

    assertRefused(withHeaders(signed, without), Reason.BAD_HEADER);
    assertRefused(withHeaders(signed, repeated.toList()), Reason.BAD_HEADER);
    for (var spoilt : List.of("", text + " ", " " + text, "0" + text, text + "\u00e9", "X"))
      assertRefused(signed.with(name, spoilt), Reason.BAD_HEADER);
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == '1' ? '2' : '1';
      var changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(VERIFIER.verify(signed.with(name, changed))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void refusesAHeaderThatIsAnotherValidOne() {
    var signed = sequencerA.sign(Topic.VOTE, vote);
    var other = sequencerA.sign(Topic.VOTE, Samples.named("vote-abort"));

    assertRefused(
        signed.with(EnvelopeHeader.MESSAGE_TYPE, "circ_message"), Reason.NOT_ALLOWED_HERE);
    assertRefused(signed.with(EnvelopeHeader.SENDER, SEQUENCER_B.id()), Reason.UNKNOWN_KEY);
    assertRefused(
        signed.with(EnvelopeHeader.KEY_ID, KEY_B.address().toString()), Reason.UNKNOWN_KEY);
    assertRefused(
        signed.with(EnvelopeHeader.KEY_ID, ROTATED_KEY_A.address().toString()),
        Reason.BAD_SIGNATURE);
    assertRefused(
        signed.with(EnvelopeHeader.SIGNATURE, text(other, EnvelopeHeader.SIGNATURE)),
        Reason.BAD_SIGNATURE);
    assertRefused(signed.with(EnvelopeHeader.TERM, "1"), Reason.NOT_ALLOWED_HERE);
  }

  @Test
  void refusesAnotherTerm() {
    var signed = slotService.sign(Topic.SLOT, TERM, Samples.named("request_seal"));
    assertRefused(signed.with(EnvelopeHeader.TERM, "5"), Reason.BAD_SIGNATURE);
    assertRefused(signed.with(EnvelopeHeader.TERM, "0"), Reason.NOT_ALLOWED_HERE);
  }

  @Test
  void refusesEveryChangedByteOfTheValue() {
    var signed = sequencerA.sign(Topic.VOTE, vote);
    for (int i = 0; i < signed.value().size(); i++) {
      var changed = signed.value().toArray();
      changed[i] ^= 1;
      assertRefused(withValue(signed, Bytes.of(changed)), Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesAnotherRecordKey() {
    var signed = sequencerA.sign(Topic.VOTE, vote);
    var moved =
        new SignedRecord(signed.topic(), RecordKey.of(Samples.B), signed.headers(), signed.value());
    assertRefused(moved, Reason.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void refusesAReplayOnAnotherTopic(Topic other) {
    if (other == Topic.BLOCK) return;
    var signed = sequencerA.sign(Topic.BLOCK, Samples.block());
    var replayed = new SignedRecord(other, signed.key(), signed.headers(), signed.value());
    assertThat(VERIFIER.verify(replayed)).isInstanceOf(Refused.class);
  }

  /** Where the role would allow it, the signature alone tells two topics apart. */
  @Test
  void signsAnotherDigestForAnotherTopic() {
    assertThat(emptyContent(Topic.BLOCK).digest())
        .isNotEqualTo(emptyContent(Topic.BLOCK_VERDICT).digest());
  }

  private static SignedContent emptyContent(Topic topic) {
    return new SignedContent(
        NETWORK,
        topic,
        RecordKey.of(Samples.A),
        MessageType.L2_BLOCK,
        SEQUENCER_A,
        NO_TERM,
        Bytes.EMPTY);
  }

  @Test
  void refusesAnotherNetworksRecord() {
    var foreign = new EnvelopeSigner(new NetworkId("mainnet"), SEQUENCER_A, KEY_A);
    assertRefused(foreign.sign(Topic.VOTE, vote), Reason.BAD_SIGNATURE);
  }

  @Test
  void refusesWhatIsTooLargeBeforeItLooksAtIt() {
    var signed = sequencerA.sign(Topic.VOTE, vote);
    var large = Bytes.of(new byte[Topic.VOTE.maxMessageBytes()]);
    assertRefused(withValue(signed, large), Reason.TOO_LARGE);
    var tooMany = Topic.SLOT.maxMessageBytes() / 32;
    var xts = Stream.generate(() -> Samples.XT.id()).limit(tooMany).toList();
    assertThatThrownBy(() -> slotService.sign(Topic.SLOT, TERM, new RequestSeal(Samples.SLOT, xts)))
        .hasMessageContaining("too large");
  }

  @Test
  void carriesTraceContextUnsigned() {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var traced = sequencerA.sign(Topic.VOTE, vote).with(EnvelopeHeader.TRACE_PARENT, trace);
    assertThat(VERIFIER.verify(traced)).isInstanceOf(Verified.class);
    assertThat(traced.header(EnvelopeHeader.TRACE_PARENT)).contains(trace);
  }

  @Test
  void signsTheSameTwice() {
    assertThat(sequencerA.sign(Topic.VOTE, vote)).isEqualTo(sequencerA.sign(Topic.VOTE, vote));
  }

  /** A fact of the wire: another implementation must sign the same digest. */
  @Test
  void digestsAsCommitted() {
    var content =
        new SignedContent(
            NETWORK,
            Topic.VOTE,
            RecordKey.of(Samples.A),
            MessageType.VOTE,
            SEQUENCER_A,
            TERM,
            Bytes.fromHex("0102"));
    assertThat(content.digest().toString())
        .isEqualTo("0x5920ccdf70a7e2c38f36766f1f9ce8e1cd8f089d225958cabb62a576092ec842");
  }

  private static SignedRecord withHeaders(SignedRecord signed, List<SignedRecord.Header> headers) {
    return new SignedRecord(signed.topic(), signed.key(), headers, signed.value());
  }

  private static SignedRecord.Header header(SignedRecord signed, EnvelopeHeader name) {
    return SignedRecord.Header.of(name, text(signed, name));
  }

  private static String text(SignedRecord signed, EnvelopeHeader name) {
    return signed.header(name).orElseThrow();
  }
}
