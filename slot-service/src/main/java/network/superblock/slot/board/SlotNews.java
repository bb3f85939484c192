package network.superblock.slot.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Words;
import network.superblock.slot.SlotInput.LogRead;

/**
 * One record of the log for those who watch; the bodies of xTs are left out, as they are not public
 * before their slot closes.
 *
 * @param state the publisher's state after the record
 * @param xts the xTs that the record is about
 * @param chains that the started xT spans; empty for other records
 * @param decision COMMITTED or ABORTED; absent where none was made
 * @param detail what happened, in words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SlotNews(
    Slot slot,
    String state,
    Instant at,
    List<XtId> xts,
    List<ChainId> chains,
    Optional<String> decision,
    Optional<SuperblockNumber> superblock,
    String detail) {

  static SlotNews of(Slot slot, String state, LogRead read) {
    return switch (read.record()) {
      case LeaderClaim claim -> news(slot, state, read, List.of(), claim.leader() + " leads");
      case Opens opens ->
          new SlotNews(
              slot,
              state,
              read.at(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.of(opens.opening().superblock()),
              opens.opening().requests().size() + " rollups take part");
      case StartSc start ->
          new SlotNews(
              slot,
              state,
              read.at(),
              List.of(start.id()),
              List.copyOf(start.xt().chains()),
              Optional.empty(),
              Optional.empty(),
              "chains " + start.xt().chains());
      case Decided decided ->
          new SlotNews(
              slot,
              state,
              read.at(),
              List.of(decided.xt()),
              List.of(),
              Optional.of(decided.decision().isCommit() ? "COMMITTED" : "ABORTED"),
              Optional.empty(),
              inWords(decided.decision()));
      case RequestSeal seal ->
          news(slot, state, read, seal.includedXts(), seal.includedXts().size() + " xTs to seal");
      case SlotClosed closed -> closed(slot, state, read, closed);
    };
  }

  private static SlotNews closed(Slot slot, String state, LogRead read, SlotClosed closed) {
    return switch (closed.outcome()) {
      case Outcome.Built b ->
          new SlotNews(
              slot,
              state,
              read.at(),
              b.includedXts(),
              List.of(),
              Optional.empty(),
              Optional.of(b.number()),
              "superblock " + b.number() + " of " + b.blocks().size() + " blocks");
      case Outcome.Failed _ -> news(slot, state, read, List.of(), "no superblock");
      case Outcome.RolledBack _ ->
          news(slot, state, read, List.of(), "rolled back to " + closed.ledger().number());
    };
  }

  private static SlotNews news(
      Slot slot, String state, LogRead read, List<XtId> xts, String detail) {
    return new SlotNews(
        slot, state, read.at(), xts, List.of(), Optional.empty(), Optional.empty(), detail);
  }

  private static String inWords(Decision decision) {
    return switch (decision) {
      case Decision.Commit _ -> "committed";
      case Decision.Abort abort -> "aborted: " + Words.of(abort.reason());
    };
  }
}
