package network.superblock.devnet.network;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import network.superblock.devnet.setup.Rollup;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SlotSchedule;

/**
 * What all parts of a network agree on for as long as it lives.
 *
 * @param id names the network; part of what is signed
 * @param genesis when slot 1 starts; a multiple of the slot's length since the epoch
 * @param genesisHash the parent of the first superblock
 * @param slot a slot's length, in whole seconds
 * @param chains how many rollups the network starts with, 2 to 8
 */
public record NetworkFacts(
    String id, Instant genesis, Hash32 genesisHash, Duration slot, int chains) {

  public static final int FEWEST_CHAINS = 2;
  public static final int MOST_CHAINS = 8;

  private static final Duration SHORTEST_SLOT = Duration.ofSeconds(2);
  private static final Duration LEAD = Duration.ofSeconds(5);

  public NetworkFacts {
    if (chains < FEWEST_CHAINS || chains > MOST_CHAINS)
      throw new IllegalArgumentException(
          "a devnet has %d to %d rollups, not %d".formatted(FEWEST_CHAINS, MOST_CHAINS, chains));
    if (slot.compareTo(SHORTEST_SLOT) < 0 || !slot.equals(slot.truncatedTo(SECONDS)))
      throw new IllegalArgumentException("a slot lasts whole seconds, two or more, not " + slot);
    if (!genesis.equals(genesis.truncatedTo(SECONDS)))
      throw new IllegalArgumentException("genesis is a whole second, not " + genesis);
  }

  /** A new network, whose slot 1 starts in some seconds. */
  public static NetworkFacts create(
      Duration slot, int chains, Instant now, RandomGenerator random) {
    var salt = new byte[32];
    random.nextBytes(salt);
    var id = "devnet-" + HexFormat.of().formatHex(salt, 0, 4);
    return new NetworkFacts(id, alignedAfter(now.plus(LEAD), slot), Hash32.of(salt), slot, chains);
  }

  /** In the proportions of Ethereum's slot: 12 s, of which 8 s are open and an xT may take 3 s. */
  public SlotSchedule schedule() {
    return new SlotSchedule(
        genesis, slot, Duration.ofMillis(slot.toMillis() * 2 / 3), slot.dividedBy(4));
  }

  public List<Rollup> rollups() {
    return IntStream.range(0, chains).mapToObj(Rollup::number).toList();
  }

  private static Instant alignedAfter(Instant time, Duration slot) {
    var slots = Math.ceilDiv(time.getEpochSecond() + 1, slot.toSeconds());
    return Instant.ofEpochSecond(slots * slot.toSeconds());
  }
}
