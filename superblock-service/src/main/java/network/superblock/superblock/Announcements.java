package network.superblock.superblock;

import network.superblock.protocol.message.ProtocolMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the network has to be told, in order. */
public interface Announcements {

  /** A stored event's message. */
  record Announcement(long id, ProtocolMessage message) {}

  /** The oldest announcements that are not known to stand in the topic. */
  Flux<Announcement> open(int limit);

  /** Everything up to this one stands in the topic. */
  Mono<Void> announced(long id);
}
