package network.superblock.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.Test;

class BansTest {

  private static final Duration TIME = Duration.ofMinutes(5);

  private final HeldTicker ticker = new HeldTicker();
  private final Bans bans = new Bans(ticker);

  @Test
  void endByTheClock() {
    var peer = Identity.generate().peerId();
    bans.ban(peer, TIME);
    ticker.advance(TIME.minusNanos(1));
    assertThat(bans.isBanned(peer)).isTrue();
    ticker.advance(Duration.ofNanos(1));
    assertThat(bans.isBanned(peer)).isFalse();
  }

  @Test
  void lastAnewWhereTheyAreRepeated() {
    var peer = Identity.generate().peerId();
    bans.ban(peer, TIME);
    ticker.advance(TIME.minusSeconds(1));
    bans.ban(peer, TIME);
    ticker.advance(TIME.minusSeconds(1));
    assertThat(bans.isBanned(peer)).isTrue();
  }

  @Test
  void theOldestGivesWayWhenThereAreTooMany() {
    for (var i = 0; i <= 10_000; i++) bans.ban(peer(i), TIME);
    assertThat(bans.isBanned(peer(0))).isFalse();
    assertThat(bans.isBanned(peer(1))).isTrue();
    assertThat(bans.isBanned(peer(10_000))).isTrue();
  }

  /** A hashed id, which needs no key. */
  private static PeerId peer(int number) {
    return new PeerId(Bytes.fromHex("1220" + "00".repeat(28) + "%08x".formatted(number)));
  }
}
