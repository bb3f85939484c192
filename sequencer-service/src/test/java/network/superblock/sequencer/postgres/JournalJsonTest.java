package network.superblock.sequencer.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.runtime.kafka.SlotPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

class JournalJsonTest {

  static Stream<JournalEntry> everyKindOfEntry() {
    return Samples.of(JournalEntry.class).stream().map(JournalEntry.class::cast);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfEntry")
  void whatIsWrittenIsRead(JournalEntry entry) {
    assertThat(JournalJson.readEntry(JournalJson.write(entry))).isEqualTo(entry);
  }

  @Test
  void placesAreRead() {
    var place = new SlotPlace(7, Optional.of(new Leader(new Term(2), "a")), 9);
    var inputs = new InputOffsets(new TreeMap<>(Map.of("sbcp.mailbox-3", 12L)));

    assertThat(JournalJson.readPlace(JournalJson.write(place))).isEqualTo(place);
    assertThat(JournalJson.readPlace(JournalJson.write(SlotPlace.BEGINNING)))
        .isEqualTo(SlotPlace.BEGINNING);
    assertThat(JournalJson.readInputs(JournalJson.write(inputs))).isEqualTo(inputs);
  }

  @Test
  void anotherVersionsEntryIsRefused() {
    assertThatThrownBy(() -> JournalJson.readEntry("{\"kind\":\"Unheard\"}"))
        .isInstanceOf(JacksonException.class);
  }
}
