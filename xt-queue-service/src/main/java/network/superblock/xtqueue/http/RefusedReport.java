package network.superblock.xtqueue.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import network.superblock.protocol.XtId;
import network.superblock.xtqueue.postgres.XtReader.RefusalReport;

/**
 * A request that a sequencer passed on and the queue did not take. It may be submitted again.
 *
 * @param refusal why; the names are those of the problems, in upper case
 */
record RefusedReport(
    XtId xtId,
    String status,
    @JsonProperty("final") boolean ended,
    String refusal,
    String detail,
    Instant at) {

  static RefusedReport of(XtId xt, RefusalReport refusal) {
    return new RefusedReport(xt, "REFUSED", true, refusal.reason(), refusal.detail(), refusal.at());
  }
}
