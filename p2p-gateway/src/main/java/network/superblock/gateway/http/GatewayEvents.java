package network.superblock.gateway.http;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.gateway.GatewayNode;
import network.superblock.preconfirmation.SdkEvent;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.http.News;
import network.superblock.runtime.http.RecentEvents;
import network.superblock.runtime.http.StreamEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last events of all chains, for streams. */
@Component
final class GatewayEvents {

  private static final int KEPT = 10_000;

  private final RecentEvents<GatewayNews> recent = new RecentEvents<>(KEPT);
  private final News news = new News();
  private final AtomicLong last;

  // Ids grow over restarts too, for a client may come back with one from before.
  GatewayEvents(GatewayNode gateway, InstantSource clock) {
    this.last = new AtomicLong(clock.millis() * 1000);
    gateway.listen(this::add);
  }

  RecentEvents<GatewayNews> recent() {
    return recent;
  }

  News news() {
    return news;
  }

  private synchronized void add(ChainId chain, SdkEvent event) {
    var type = event.getClass().getSimpleName();
    var told = new GatewayNews(chain, commitmentOf(event), event.toString());
    recent.add(new StreamEvent<>(last.incrementAndGet(), type, told));
    news.tell();
  }

  private static @Nullable CommitmentView commitmentOf(SdkEvent event) {
    return switch (event) {
      case SdkEvent.CommitmentAccepted(var known, var _) -> CommitmentView.of(known);
      case SdkEvent.CommitmentPending(KnownCommitment known, var _) -> CommitmentView.of(known);
      case SdkEvent.TxListAccepted _,
          SdkEvent.Refused _,
          SdkEvent.EquivocationFound _,
          SdkEvent.HeadChanged _,
          SdkEvent.SyncChanged _,
          SdkEvent.GapFound _,
          SdkEvent.ReorgNoticed _,
          SdkEvent.PeerBanned _,
          SdkEvent.EventsMissed _ ->
          null;
    };
  }
}
