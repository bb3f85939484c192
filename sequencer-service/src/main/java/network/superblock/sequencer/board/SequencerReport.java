package network.superblock.sequencer.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/**
 * Where the sequencer stands.
 *
 * @param slot the last slot that opened
 * @param draft the block that is being built; absent between two slots
 * @param waiting how many local transactions wait
 * @param alarms the last things that an operator must look at, newest first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SequencerReport(
    ChainId chainId,
    Slot slot,
    String state,
    Optional<DraftReport> draft,
    int waiting,
    List<AlarmReport> alarms) {

  public SequencerReport {
    alarms = List.copyOf(alarms);
  }

  /**
   * The block that is being built.
   *
   * @param localTransactions how many it holds
   * @param committedXts those whose legs it holds
   * @param undecidedXt the one that is being voted on; absent when none is
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record DraftReport(
      BlockNumber number,
      Hash32 parentHash,
      int localTransactions,
      List<XtId> committedXts,
      Optional<XtId> undecidedXt) {

    public DraftReport {
      committedXts = List.copyOf(committedXts);
    }
  }

  public record AlarmReport(Instant at, String kind, String detail) {}
}
