package network.superblock.sequencer.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.sequencer.SequencerJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** The journal as rows of JSON. */
public final class PostgresSequencerJournal implements SequencerJournal, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostgresSequencerJournal.class);
  private static final String OPENING = "OPENING";
  private static final String EVENT = "EVENT";

  private final DatabaseClient database;
  private final TransactionalOperator transactions;
  private final Insistence insistence = new Insistence();

  public PostgresSequencerJournal(DatabaseClient database, TransactionalOperator transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Recorded load() {
    List<String> rows =
        database
            .sql("SELECT entry FROM journal ORDER BY id")
            .map(row -> Columns.text(row, "entry"))
            .all()
            .collectList()
            .blockOptional()
            .orElseThrow();
    Optional<Recorded> places =
        database
            .sql("SELECT slots, inputs FROM place")
            .map(row -> recorded(Columns.text(row, "slots"), Columns.text(row, "inputs")))
            .one()
            .blockOptional();
    Recorded empty = new Recorded(List.of(), SlotPlace.BEGINNING, InputOffsets.NONE);
    return read(rows, places.orElse(empty));
  }

  @Override
  public void append(List<JournalEntry> entries, Optional<SlotPlace> slots, InputOffsets inputs) {
    int opening = lastOpening(entries);
    Mono<Void> forget = opening < 0 ? Mono.empty() : database.sql("DELETE FROM journal").then();
    Mono<Void> write =
        forget
            .then(insert(entries.subList(Math.max(opening, 0), entries.size())))
            .then(keepPlaces(slots, inputs));
    insistence.until(() -> write.as(transactions::transactional).thenReturn(true).block());
  }

  @Override
  public void close() {
    insistence.close();
  }

  private Mono<Void> insert(List<JournalEntry> entries) {
    return database
        .sql(
            "INSERT INTO journal (kind, entry) "
                + "SELECT kind, entry FROM unnest(:kinds::text[], :entries::text[]) "
                + "WITH ORDINALITY AS written (kind, entry, place) ORDER BY place")
        .bind("kinds", entries.stream().map(PostgresSequencerJournal::kind).toArray(String[]::new))
        .bind("entries", entries.stream().map(JournalJson::write).toArray(String[]::new))
        .then();
  }

  private Mono<Void> keepPlaces(Optional<SlotPlace> slots, InputOffsets inputs) {
    return database
        .sql(
            "INSERT INTO place (slots, inputs) VALUES (:slots, :inputs) "
                + "ON CONFLICT (only_one) DO UPDATE SET inputs = :inputs, "
                + "slots = CASE WHEN :moved THEN :slots ELSE place.slots END")
        .bind("slots", JournalJson.write(slots.orElse(SlotPlace.BEGINNING)))
        .bind("moved", slots.isPresent())
        .bind("inputs", JournalJson.write(inputs))
        .then();
  }

  private static int lastOpening(List<JournalEntry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--)
      if (entries.get(i) instanceof JournalEntry.SlotEntered) return i;
    return -1;
  }

  private static String kind(JournalEntry entry) {
    return entry instanceof JournalEntry.SlotEntered ? OPENING : EVENT;
  }

  /** What another version wrote, or what has no beginning, is as good as no journal. */
  private static Recorded read(List<String> rows, Recorded places) {
    var entries = new ArrayList<JournalEntry>();
    try {
      for (String row : rows) entries.add(JournalJson.readEntry(row));
    } catch (JacksonException e) {
      log.error("the journal cannot be read, starting afresh: {}", e.getOriginalMessage());
      entries.clear();
    }
    boolean complete = !entries.isEmpty() && entries.getFirst() instanceof JournalEntry.SlotEntered;
    return new Recorded(complete ? entries : List.of(), places.slots(), places.inputs());
  }

  private static Recorded recorded(String slots, String inputs) {
    return new Recorded(List.of(), JournalJson.readPlace(slots), JournalJson.readInputs(inputs));
  }
}
