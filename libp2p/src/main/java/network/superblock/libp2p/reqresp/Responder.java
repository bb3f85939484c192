package network.superblock.libp2p.reqresp;

import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;

/** Answers requests. Called on a virtual thread of its own, so it may block. */
@FunctionalInterface
public interface Responder {

  /** The response, or nothing to drop the request without a word. */
  Optional<Bytes> answer(PeerId peer, Bytes request);
}
