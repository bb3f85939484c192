package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import network.superblock.libp2p.gossip.GossipConfig;
import network.superblock.libp2p.gossip.MessageIdScheme;
import network.superblock.libp2p.gossip.SignaturePolicy;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 4: the gossip profile and the app score. */
class Section4ConductTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final PeerId peer = Identity.generate().peerId();
  private final PeerConduct conduct = new PeerConduct();

  @Test
  void speaksTheNetworksProfile() {
    var profile = GossipConfig.defaults();
    assertThat(profile.signatures()).isEqualTo(SignaturePolicy.STRICT_SIGN);
    assertThat(profile.messageIds()).isEqualTo(MessageIdScheme.KONA);
    assertThat(profile.mesh().degree()).isEqualTo(8);
    assertThat(profile.scoring().graylistThreshold()).isEqualTo(-5);
    assertThat(profile.limits().maxRpc()).isEqualTo(10 << 20);
  }

  @Test
  void losesAtMostFourInTenSeconds() {
    for (var i = 0; i < 10; i++) conduct.failed(peer, START);
    assertThat(conduct.scoreOf(peer, START)).isEqualTo(-4);
    assertThat(conduct.isAvoided(peer, START)).isTrue();
    conduct.failed(peer, START.plusSeconds(10));
    assertThat(conduct.scoreOf(peer, START.plusSeconds(10))).isCloseTo(-4.6, within(1e-9));
  }

  @Test
  void earnsLittleAndFades() {
    for (var i = 0; i < 1000; i++) conduct.accepted(peer, START);
    assertThat(conduct.scoreOf(peer, START)).isEqualTo(10);
    assertThat(conduct.scoreOf(peer, START.plusSeconds(10))).isCloseTo(9, within(1e-9));
  }

  @Test
  void bansWhoStaysBadForHalfAMinute() {
    for (var second = 0; second < 60; second += 10) {
      assertThat(conduct.toBan(START.plusSeconds(second))).isEmpty();
      for (var i = 0; i < 5; i++) conduct.failed(peer, START.plusSeconds(second));
      if (second == 30) break;
    }
    assertThat(conduct.toBan(START.plusSeconds(31))).isEmpty();
    assertThat(conduct.toBan(START.plusSeconds(45))).containsExactly(peer);
    assertThat(conduct.toBan(START.plusSeconds(45))).as("once").isEmpty();
    assertThat(conduct.scoreOf(peer, START.plusSeconds(45))).as("a clean slate").isZero();
  }
}
