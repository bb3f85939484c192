package network.superblock.simulator.world;

import network.superblock.simulator.log.Mishap;

/** One mishap that happens so often and then no more. */
final class Befalling {

  private final Mishap mishap;
  private final Runnable noted;
  private int left;

  Befalling(int times, Mishap mishap, Runnable noted) {
    this.left = times;
    this.mishap = mishap;
    this.noted = noted;
  }

  Mishap next() {
    if (left == 0) return new Mishap.None();
    left--;
    noted.run();
    return mishap;
  }
}
