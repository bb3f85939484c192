package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.ChainId;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 3: topics, protocols, framing; and the configuration around them. */
class Section3ProtocolsTest {

  private static final SdkConfig CONFIG = SdkConfig.forChain(new ChainId(167000), Samples.SLASHER);

  @Test
  void namesFollowFromTheChain() {
    var protocols = CONFIG.protocols();
    assertThat(protocols.commitmentTopic()).isEqualTo("/taiko/167000/0/preconfirmationCommitments");
    assertThat(protocols.txListTopic()).isEqualTo("/taiko/167000/0/rawTxLists");
    assertThat(protocols.head().name()).isEqualTo("/taiko/167000/preconf/1/get_head");
    assertThat(protocols.commitments().name())
        .isEqualTo("/taiko/167000/preconf/1/get_commitments_by_number");
    assertThat(protocols.txList().name()).isEqualTo("/taiko/167000/preconf/1/get_raw_txlist");
    assertThat(protocols.commitments().maxRequest()).isEqualTo(512);
    assertThat(protocols.commitments().maxResponse()).isEqualTo(1 << 20);
    assertThat(protocols.txList().maxResponse()).isEqualTo((2 << 20) + 4096);
    assertThat(protocols.head().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(protocols.head().rate().requests()).isEqualTo(8);
  }

  @Test
  void defaultsAreTheNetworks() {
    assertThat(CONFIG.maxCommitmentsPerPage()).isEqualTo(256);
    assertThat(CONFIG.rules().executorSlotGrace()).isEqualTo(Duration.ofSeconds(1));
    assertThat(CONFIG.rules().gossipsubValidationSoftFail()).isFalse();
    assertThat(CONFIG.pace().asked()).isEqualTo(6);
    assertThat(CONFIG.metrics()).isTrue();
    assertThat(CONFIG.storage()).isEqualTo(SdkConfig.StorageKind.MEMORY);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> CONFIG.withMaxCommitmentsPerPage(257))
        .isInstanceOf(SdkException.Config.class);
    assertThatThrownBy(() -> new SdkConfig.Channels(0, 1)).isInstanceOf(SdkException.Config.class);
    assertThatThrownBy(
            () -> new SdkConfig.Caches(1, 1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(SdkException.Config.class);
    assertThatThrownBy(() -> new SdkConfig.Rules(false, Duration.ofSeconds(-1), false))
        .isInstanceOf(SdkException.Config.class);
  }

  @Test
  void ourMessageIdsAreBoundToTheirTopic() {
    var data = Bytes.utf8("data");
    assertThat(MessageId.of("a", data)).isEqualTo(MessageId.of("a", Bytes.utf8("data")));
    assertThat(MessageId.of("a", data)).isNotEqualTo(MessageId.of("b", data));
  }
}
