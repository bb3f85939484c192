package network.superblock.gateway.settlement;

import java.util.Optional;

/** For a gateway without Postgres: after a restart it reads the topics from their beginning. */
public final class MemorySettlementPlace implements SettlementPlace {

  private volatile Optional<Place> last = Optional.empty();

  @Override
  public Optional<Place> place() {
    return last;
  }

  @Override
  public void passed(Place place) {
    last = Optional.of(place);
  }
}
