package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.xtqueue.xt.StatusFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A status' six columns: status, attempts, slot, sequence, superblock, l1_transaction. */
final class StatusColumns {

  private StatusColumns() {}

  static StatusFacts read(Readable row) {
    var l1Transaction = Columns.bytesOrNull(row, "l1_transaction");
    return new StatusFacts(
        Columns.required(row, "status", String.class),
        row.get("attempts", Integer.class),
        Columns.numberOrNull(row, "slot", Slot::new),
        Columns.numberOrNull(row, "sequence", SequenceNumber::new),
        Columns.numberOrNull(row, "superblock", SuperblockNumber::new),
        l1Transaction == null ? null : new Hash32(l1Transaction));
  }

  /** Binds the columns of many statuses, as arrays, from the parameter at {@code first} on. */
  static GenericExecuteSpec bind(GenericExecuteSpec sql, int first, List<StatusFacts> facts) {
    return sql.bind(first, Columns.array(String[]::new, facts, StatusFacts::name))
        .bind(first + 1, Columns.array(Integer[]::new, facts, StatusFacts::attempts))
        .bind(first + 2, Columns.array(Long[]::new, facts, f -> value(f.slot(), Slot::value)))
        .bind(
            first + 3,
            Columns.array(Long[]::new, facts, f -> value(f.sequence(), SequenceNumber::value)))
        .bind(
            first + 4,
            Columns.array(Long[]::new, facts, f -> value(f.superblock(), SuperblockNumber::value)))
        .bind(
            first + 5,
            Columns.array(String[]::new, facts, f -> value(f.l1Transaction(), Columns::hex)));
  }

  private static <A, B> @Nullable B value(@Nullable A fact, Function<A, B> of) {
    return fact == null ? null : of.apply(fact);
  }
}
