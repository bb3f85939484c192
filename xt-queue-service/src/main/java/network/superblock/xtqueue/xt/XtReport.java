package network.superblock.xtqueue.xt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import org.jspecify.annotations.Nullable;

/**
 * An xT as its user sees it.
 *
 * @param reason why it was aborted or queued again last
 * @param transactions absent until a superblock includes them: before, anyone could submit a leg
 *     alone
 * @param timeline all that happened to it; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record XtReport(
    XtId xtId,
    @JsonUnwrapped StatusReport status,
    SortedSet<ChainId> chains,
    List<Address> signers,
    Instant queuedAt,
    Instant expiresAt,
    @Nullable Reason reason,
    @Nullable List<LegReport> transactions,
    @Nullable List<EventReport> timeline) {

  /** What runs on one chain, in the form in which it is submitted. */
  public record LegReport(ChainId chainId, List<Bytes> rawTransactions) {}

  /** One event of an xT. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EventReport(
      long id,
      XtId xtId,
      Instant at,
      String event,
      @JsonUnwrapped StatusReport status,
      @Nullable Reason reason) {}

  /**
   * A status and its facts.
   *
   * @param ended whether nothing but a settlement rollback can change it any more
   * @param slot where it ran last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StatusReport(
      String status,
      @JsonProperty("final") boolean ended,
      @Nullable Integer attempts,
      @Nullable Long slot,
      @Nullable Long sequence,
      @Nullable Long superblock,
      @Nullable Bytes l1Transaction) {}
}
