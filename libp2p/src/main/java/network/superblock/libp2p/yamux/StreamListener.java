package network.superblock.libp2p.yamux;

import io.netty.buffer.ByteBuf;

/** What happens on one stream. Called on the connection's event loop, one call at a time. */
public interface StreamListener {

  /**
   * Bytes arrived. They are valid during the call only, and count against the window until {@link
   * YamuxStream#consumed} returns them.
   */
  void received(YamuxStream stream, ByteBuf bytes);

  /** The peer will send no more; it still reads. */
  void remoteClosed(YamuxStream stream);

  /** The stream is gone before both sides closed it: reset, or the connection is lost. */
  void aborted(YamuxStream stream);

  /** Everything that was queued has been handed to the connection. */
  default void drained(YamuxStream stream) {}

  /** Everything that was queued, and the half-close behind it, is on its way. */
  default void finished(YamuxStream stream) {}
}
