package network.superblock.superblock.publishing;

import java.util.List;
import network.superblock.protocol.SuperblockNumber;

/** What a look at L1 comes to. */
public sealed interface Review {

  /** L1 and this service can be brought together by these changes, in order. */
  record Agreed(List<Change> changes) implements Review {
    public Agreed {
      changes = List.copyOf(changes);
    }
  }

  /**
   * L1 holds superblocks that this service has not read from the slot topic yet: it applies what it
   * understands and publishes nothing.
   */
  record Ahead(List<Change> changes, SuperblockNumber unknown) implements Review {
    public Ahead {
      changes = List.copyOf(changes);
    }
  }

  /** L1 contradicts what this service knows: nothing may be published on top of it. */
  record Disagreed(SuperblockNumber at, String reason) implements Review {}
}
