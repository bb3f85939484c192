package network.superblock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.wire.v1.RollupV1;
import org.junit.jupiter.api.Test;

/**
 * Holds the .proto file to its committed inventory, one line for each field, enum value and
 * reserved range. A line may be added, never changed or removed: a peer, a log or a table somewhere
 * still speaks it.
 */
class CompatibilityTest {

  private static final String INVENTORY = "/rollup-v1.inventory";

  @Test
  void keepsEveryNumberTypeAndName() throws IOException {
    assertThat(current()).containsAll(committed());
  }

  @Test
  void recordsWhatIsAdded() throws IOException {
    assertThat(committed())
        .as("add these lines to %s: from now on they are facts", INVENTORY)
        .containsAll(current());
  }

  /** The numbers of the public specification, which are not ours to choose. */
  @Test
  void keepsTheSpecificationsNumbers() throws IOException {
    assertThat(current())
        .contains(
            "Message 1 string sender_id",
            "Message 2 XTRequest xt_request in payload",
            "Message 11 StartSC start_sc in payload",
            "Message reserved 5",
            "Message reserved 12 to 17",
            "StartSlot 4 repeated L2BlockRequest l2_blocks_request",
            "RollBackAndStartSlot 2 uint64 current_slot",
            "L2Block 7 bytes block",
            "TransactionRequest 2 repeated bytes transaction",
            "CIRCMessage 8 bytes session_id",
            "Vote 3 bool vote");
  }

  private static SortedSet<String> committed() throws IOException {
    try (var in = CompatibilityTest.class.getResourceAsStream(INVENTORY)) {
      var text = new String(Objects.requireNonNull(in, INVENTORY).readAllBytes(), UTF_8);
      return new TreeSet<>(text.lines().filter(line -> !line.isBlank()).toList());
    }
  }

  private static SortedSet<String> current() {
    var lines = new TreeSet<String>();
    var file = RollupV1.getDescriptor();
    file.getMessageTypes().forEach(type -> add(lines, type));
    file.getEnumTypes().forEach(type -> add(lines, type));
    return lines;
  }

  private static void add(SortedSet<String> lines, Descriptor type) {
    type.getFields().forEach(field -> lines.add(lineOf(field)));
    type.toProto().getReservedRangeList().forEach(range -> lines.add(lineOf(type, range)));
    type.getNestedTypes().forEach(nested -> add(lines, nested));
    type.getEnumTypes().forEach(nested -> add(lines, nested));
  }

  private static void add(SortedSet<String> lines, EnumDescriptor type) {
    for (var value : type.getValues())
      lines.add(
          String.join(" ", shortName(type.getFullName()), value.getNumber() + "", value.getName()));
  }

  private static String lineOf(FieldDescriptor field) {
    var oneof = field.getContainingOneof();
    var words =
        List.of(
            shortName(field.getContainingType().getFullName()),
            Integer.toString(field.getNumber()),
            field.isRepeated() ? "repeated " + typeOf(field) : typeOf(field),
            field.getName());
    var line = String.join(" ", words);
    return oneof == null ? line : line + " in " + oneof.getName();
  }

  private static String typeOf(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> shortName(field.getMessageType().getFullName());
      case ENUM -> shortName(field.getEnumType().getFullName());
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String lineOf(Descriptor type, ReservedRange range) {
    int last = range.getEnd() - 1;
    var numbers = range.getStart() == last ? "" + last : range.getStart() + " to " + last;
    return shortName(type.getFullName()) + " reserved " + numbers;
  }

  private static String shortName(String fullName) {
    return fullName.startsWith("rollup.v1.") ? fullName.substring("rollup.v1.".length()) : fullName;
  }
}
