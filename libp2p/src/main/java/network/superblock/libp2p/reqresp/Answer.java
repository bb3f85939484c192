package network.superblock.libp2p.reqresp;

import network.superblock.libp2p.wire.Bytes;

/** How a request ended. */
public sealed interface Answer {

  /** The peer's response. */
  record Received(Bytes body) implements Answer {}

  /** No response; {@code detail} is for the log. */
  record Failed(Reason reason, String detail) implements Answer {}

  /** Why there is no response. */
  enum Reason {
    /** No connection to the peer. */
    NOT_CONNECTED,
    /** The peer does not speak the protocol. */
    UNSUPPORTED,
    /** Not in time. */
    TIMEOUT,
    /** The peer closed or reset the stream: it refuses, or is over its limits. */
    DROPPED,
    /** The response is malformed or larger than the protocol allows. */
    INVALID
  }
}
