package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import network.superblock.libp2p.peer.Identity;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 3: catch-up paces itself, for Rust peers drop what is too much. */
class RequestPacerTest {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int ALLOWED = 8;

  private final RequestPacer pacer = new RequestPacer(new SdkConfig.Pace(6, ALLOWED, WINDOW));

  @Test
  void noPeerGetsMoreThanItAllowsWhateverTheWayTakes() {
    var peer = Identity.generate().peerId();
    var random = new Random(1);
    var arrivals = new ArrayList<Long>();
    for (var i = 0; i < 600; i++) {
      var onItsWay = random.nextLong(Duration.ofMillis(900).toNanos());
      arrivals.add(pacer.book(peer, "p", 0).toNanos() + onItsWay);
    }
    arrivals.sort(null);
    for (var i = ALLOWED; i < arrivals.size(); i++)
      assertThat(arrivals.get(i) - arrivals.get(i - ALLOWED))
          .as("request %s and the eighth before it", i)
          .isGreaterThanOrEqualTo(WINDOW.toNanos());
  }

  @Test
  void eachPeerAndProtocolHasItsOwnWindow() {
    var peer = Identity.generate().peerId();
    for (var i = 0; i < 6; i++) assertThat(pacer.book(peer, "p", 0)).isZero();
    assertThat(pacer.book(peer, "p", 0)).isGreaterThan(WINDOW);
    assertThat(pacer.book(peer, "q", 0)).isZero();
    assertThat(pacer.book(Identity.generate().peerId(), "p", 0)).isZero();
  }
}
