package network.superblock.xtqueue.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.xtqueue.admission.Submission;
import org.jspecify.annotations.Nullable;

/**
 * A request in JSON.
 *
 * @param expiresIn how long it may wait to be started, in ISO 8601; may be absent
 */
record XtSubmission(List<LegSubmission> transactions, @Nullable Duration expiresIn) {

  /** Signed transactions for one chain, in order. */
  record LegSubmission(ChainId chainId, List<Bytes> rawTransactions) {

    LegSubmission {
      require(chainId, "chainId");
      require(rawTransactions, "rawTransactions");
      rawTransactions.forEach(raw -> require(raw, "rawTransactions"));
    }
  }

  XtSubmission {
    require(transactions, "transactions");
    transactions.forEach(leg -> require(leg, "transactions"));
  }

  Submission toSubmission() {
    return new Submission(
        transactions.stream()
            .map(leg -> new Submission.Leg(leg.chainId(), leg.rawTransactions()))
            .toList(),
        Optional.ofNullable(expiresIn));
  }

  // JSON may leave out anything, or say null.
  private static void require(@Nullable Object value, String field) {
    if (value == null) throw new IllegalArgumentException(field + " is missing or null");
  }
}
