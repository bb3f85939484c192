package network.superblock.gateway.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.InputOffsets;

/** For a gateway without Postgres: after a restart it reads the topics from their beginning. */
public final class MemoryTopicLedger implements TopicLedger {

  private static final int MOST = 100_000;

  private record Key(ChainId chain, Hash32 record) {}

  private final LinkedHashMap<Key, Instant> noted = new LinkedHashMap<>();
  private final TreeMap<String, Long> next = new TreeMap<>();

  @Override
  public synchronized InputOffsets place() {
    return new InputOffsets(next);
  }

  @Override
  public synchronized void note(ChainId chain, Collection<Hash32> records, Instant at) {
    for (var record : records) noted.put(new Key(chain, record), at);
    var oldest = noted.keySet().iterator();
    while (noted.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public synchronized Set<Hash32> standing(ChainId chain, Collection<Hash32> records) {
    var standing = new HashSet<>(records);
    standing.removeIf(record -> !noted.containsKey(new Key(chain, record)));
    return standing;
  }

  @Override
  public synchronized void passed(InputOffsets offsets) {
    next.putAll(offsets.next());
  }

  @Override
  public synchronized void forget(Instant before) {
    noted.values().removeIf(before::isAfter);
  }
}
