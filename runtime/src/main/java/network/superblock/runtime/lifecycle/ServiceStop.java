package network.superblock.runtime.lifecycle;

/** Stops a service that cannot know how to go on. */
@FunctionalInterface
public interface ServiceStop {

  /**
   * Logs why and stops the service, in another thread; returns at once.
   *
   * @param what what could not be done, as the start of a sentence
   */
  void because(String what, Throwable failure);
}
