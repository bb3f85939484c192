package network.superblock.preconfirmation;

/** Hears a node's events, in order, one at a time; it may block. */
@FunctionalInterface
public interface SdkListener {

  void on(SdkEvent event);
}
