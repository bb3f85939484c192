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
import static network.superblock.wire.envelope.Network.forged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.MessageType;
import network.superblock.wire.RecordKey;
import network.superblock.wire.Role;
import network.superblock.wire.Samples;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody speaks for another, even one who holds a good key. */
class ImpersonationTest {

  private final EnvelopeSigner sequencerA = new EnvelopeSigner(NETWORK, SEQUENCER_A, KEY_A);
  private final EnvelopeSigner slotService = new EnvelopeSigner(NETWORK, SLOT_SERVICE, SLOT_KEY);
  private final ProtocolMessage vote = Samples.named("vote-commit");

  @ParameterizedTest
  @ValueSource(
      strings = {"vote-commit", "circ_message", "l2_block", "l2_block_request", "preconf_txlist"})
  void refusesASequencerThatSpeaksForAnotherChain(String name) {
    var message = Samples.named(name);
    var topic =
        Stream.of(Topic.values())
            .filter(each -> each.admits(Role.SEQUENCER, MessageType.of(message)))
            .findFirst()
            .orElseThrow();
    var signerB = new EnvelopeSigner(NETWORK, SEQUENCER_B, KEY_B);

    assertThatThrownBy(() -> signerB.sign(topic, message)).hasMessageContaining("speaks for chain");
    assertRefused(forged(topic, NO_TERM, SEQUENCER_B, KEY_B, message), Reason.IMPERSONATION);
  }

  @Test
  void refusesAClaimForAnotherReplicaOrTerm() {
    for (var claim :
        List.of(new LeaderClaim(TERM, "slot-2"), new LeaderClaim(TERM.next(), "slot-1"))) {
      assertThatThrownBy(() -> slotService.sign(Topic.SLOT, TERM, claim))
          .hasMessageContaining("writes");
      assertRefused(forged(Topic.SLOT, TERM, SLOT_SERVICE, SLOT_KEY, claim), Reason.IMPERSONATION);
    }
  }

  @Test
  void refusesAnUnknownKeyAndAnUnknownSender() {
    var stranger = new EnvelopeSigner(NETWORK, SEQUENCER_A, KEY_B);
    assertRefused(stranger.sign(Topic.VOTE, vote), Reason.UNKNOWN_KEY);
    var nobody = new Sender.Sequencer(new ChainId(99999));
    assertRefused(
        sequencerA.sign(Topic.VOTE, vote).with(EnvelopeHeader.SENDER, nobody.id()),
        Reason.UNKNOWN_KEY);
  }

  @Test
  void believesEitherKeyWhileOneIsRotated() {
    var rotated = new EnvelopeSigner(NETWORK, SEQUENCER_A, ROTATED_KEY_A).sign(Topic.VOTE, vote);
    assertThat(VERIFIER.verify(rotated)).isInstanceOf(Verified.class);
    assertThat(VERIFIER.verify(sequencerA.sign(Topic.VOTE, vote))).isInstanceOf(Verified.class);
  }

  @Test
  void refusesSignedGarbageAndAValueOfAnotherTypeOrSender() {
    var key = RecordKey.of(Samples.A);
    assertRefused(signedByA(key, Bytes.fromHex("ffff")), Reason.MALFORMED);
    var circ = MessageCodec.encode(SEQUENCER_A, Samples.circMessage());
    assertRefused(signedByA(key, circ), Reason.HEADER_MISMATCH);
    var fromB = MessageCodec.encode(SEQUENCER_B, vote);
    assertRefused(signedByA(key, fromB), Reason.HEADER_MISMATCH);
  }

  /** A sender that signs a wrong key itself puts a record into a partition it has no place in. */
  @Test
  void refusesARecordKeyThatIsNotTheMessagesOwn() {
    assertRefused(
        signedByA(RecordKey.of(Samples.B), MessageCodec.encode(SEQUENCER_A, vote)),
        Reason.WRONG_RECORD_KEY);
  }

  private static SignedRecord signedByA(Bytes key, Bytes value) {
    return forged(Topic.VOTE, NO_TERM, key, SEQUENCER_A, KEY_A, MessageType.VOTE, value);
  }
}
