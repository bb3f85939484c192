package network.superblock.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import network.superblock.protocol.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource({
    "sbcp.slot, 1, 9437184, SLOT_SERVICE",
    "sbcp.vote, 8, 1048576, SEQUENCER",
    "sbcp.mailbox, 8, 1048576, SEQUENCER",
    "sbcp.block, 8, 9437184, SEQUENCER",
    "sbcp.block-verdict, 8, 9437184, BLOCK_STORE_SERVICE",
    "sbcp.xt, 8, 1048576, XT_QUEUE_SERVICE SEQUENCER",
    "sbcp.superblock, 1, 1048576, SUPERBLOCK_SERVICE",
    "preconf.commitment, 8, 1048576, P2P_GATEWAY SEQUENCER",
    "preconf.txlist, 8, 9437184, P2P_GATEWAY SEQUENCER",
  })
  void isWrittenByItsRolesAlone(String name, int partitions, int maxBytes, String writers) {
    var topic = Topic.named(name).orElseThrow();
    assertThat(topic.defaultPartitions()).isEqualTo(partitions);
    assertThat(topic.isTotalOrder()).isEqualTo(partitions == 1);
    assertThat(topic.maxMessageBytes()).isEqualTo(maxBytes);
    assertThat(topic.deadLetterTopicName()).isEqualTo(name + ".dlt");
    assertThat(topic.writers().stream().map(Role::name))
        .containsExactlyInAnyOrderElementsOf(Set.of(writers.split(" ")));
  }

  @Test
  void letsASequencerForwardRequestsButOfferNothing() {
    assertThat(Topic.XT.admits(Role.SEQUENCER, MessageType.XT_REQUEST)).isTrue();
    assertThat(Topic.XT.admits(Role.SEQUENCER, MessageType.XT_OFFER)).isFalse();
    assertThat(Topic.XT.admits(Role.SEQUENCER, MessageType.XT_WITHDRAWAL)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void givesEveryMessageAPlace(MessageType type) {
    assertThat(Topic.values())
        .anyMatch(topic -> Arrays.stream(Role.values()).anyMatch(role -> topic.admits(role, type)));
  }

  @Test
  void keysWhatMustStayInOrderAlike() {
    assertThat(RecordKey.of(Samples.named("vote-commit"))).isEqualTo(ascii("77777"));
    assertThat(RecordKey.of(Samples.named("circ_message"))).isEqualTo(ascii("88888"));
    assertThat(RecordKey.of(Samples.named("xt_offer")))
        .isEqualTo(RecordKey.of(Samples.named("xt_withdrawal")))
        .isEqualTo(ascii(Samples.XT.id().toString()));
    assertThat(RecordKey.of(Samples.named("start_sc"))).isEqualTo(Bytes.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequencer/77777", "slot-service/a", "p2p-gateway/x_1.b-2"})
  void readsASenderAsItIsWritten(String id) {
    assertThat(Sender.parse(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "sequencer/",
        "sequencer/0",
        "sequencer/-1",
        "sequencer/+1",
        "sequencer/077777",
        "sequencer/9223372036854775808",
        "sequencer/a",
        "slot-service/",
        "slot-service/a b",
        "slot-service/a/b",
        "SLOT_SERVICE/a",
        "user/1"
      })
  void refusesWhatIsNoSender(String id) {
    assertThatThrownBy(() -> Sender.parse(id)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
