package network.superblock.xtqueue;

import java.util.List;
import network.superblock.protocol.XtId;
import network.superblock.xtqueue.fold.LogRecord;

/** What comes into the driver's inbox. */
public sealed interface QueueInput {

  record LogRead(LogRecord record) implements QueueInput {}

  /** Something changed in the store: there may be something to offer or to withdraw. */
  record StoreChanged() implements QueueInput {}

  /** Kafka did not acknowledge what was written about these xTs. */
  record WriteFailed(List<XtId> xts) implements QueueInput {

    public WriteFailed {
      xts = List.copyOf(xts);
    }
  }

  /** Time has passed. */
  record Ticked() implements QueueInput {}
}
