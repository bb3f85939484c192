package network.superblock.runtime.lifecycle;

/** Something outside that a service cannot work without. Called by one thread; may block. */
public interface Dependency {

  /** As readiness shows it. */
  String name();

  /**
   * Makes it usable: creates topics, migrates a schema, reads a contract. Repeated until it
   * succeeds, so that half of it may have happened already.
   */
  void open() throws Exception;

  /** Whether it still answers. */
  void probe() throws Exception;
}
