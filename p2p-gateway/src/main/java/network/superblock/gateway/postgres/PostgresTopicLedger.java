package network.superblock.gateway.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.superblock.gateway.kafka.TopicLedger;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.InputOffsets;
import org.springframework.r2dbc.core.DatabaseClient;

/** Keeps them in the gateway's schema; each call is one statement. */
public final class PostgresTopicLedger implements TopicLedger {

  private record Place(String partition, long next) {}

  private final DatabaseClient database;

  public PostgresTopicLedger(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public InputOffsets place() {
    var next = new TreeMap<String, Long>();
    database
        .sql("SELECT partition, next_offset FROM kafka_place")
        .map(row ->
            new Place(
                Objects.requireNonNull(row.get("partition", String.class)),
                Objects.requireNonNull(row.get("next_offset", Long.class))))
        .all()
        .toIterable()
        .forEach(place -> next.put(place.partition(), place.next()));
    return new InputOffsets(next);
  }

  @Override
  public void note(ChainId chain, Collection<Hash32> records, Instant at) {
    if (records.isEmpty()) return;
    database
        .sql(
            "INSERT INTO kafka_record (chain_id, id, noted_at) "
                + "SELECT :chain, id, :at FROM unnest(:ids::text[]) AS noted (id) "
                + "ON CONFLICT DO NOTHING")
        .bind("chain", chain.value())
        .bind("at", at)
        .bind("ids", texts(records))
        .then()
        .block();
  }

  @Override
  public Set<Hash32> standing(ChainId chain, Collection<Hash32> records) {
    if (records.isEmpty()) return Set.of();
    return database
        .sql(
            "SELECT DISTINCT kafka_record.id FROM kafka_record "
                + "JOIN unnest(:ids::text[]) AS asked (id) ON kafka_record.id = asked.id "
                + "WHERE chain_id = :chain")
        .bind("chain", chain.value())
        .bind("ids", texts(records))
        .map(row -> Hash32.fromHex(Objects.requireNonNull(row.get("id", String.class))))
        .all()
        .toStream()
        .collect(Collectors.toSet());
  }

  @Override
  public void passed(InputOffsets offsets) {
    var partitions = new ArrayList<String>();
    var next = new ArrayList<Long>();
    offsets
        .next()
        .forEach((partition, offset) -> {
          partitions.add(partition);
          next.add(offset);
        });
    database
        .sql(
            "INSERT INTO kafka_place (partition, next_offset) "
                + "SELECT * FROM unnest(:partitions::text[], :next::bigint[]) "
                + "ON CONFLICT (partition) DO UPDATE SET next_offset = EXCLUDED.next_offset")
        .bind("partitions", partitions.toArray(String[]::new))
        .bind("next", next.toArray(Long[]::new))
        .then()
        .block();
  }

  @Override
  public void forget(Instant before) {
    database
        .sql("DELETE FROM kafka_record WHERE noted_at < :before")
        .bind("before", before)
        .then()
        .block();
  }

  private static String[] texts(Collection<Hash32> records) {
    return records.stream().map(Hash32::toString).distinct().toArray(String[]::new);
  }
}
