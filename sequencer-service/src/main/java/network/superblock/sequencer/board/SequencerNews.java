package network.superblock.sequencer.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/**
 * Something that happened to the sequencer, for those who watch. The bodies of xTs are left out, as
 * they are not public before their slot closes.
 *
 * @param state the sequencer's state after it
 * @param xts the xTs that it is about
 * @param vote COMMIT or ABORT when the sequencer has cast its vote by it; absent otherwise
 * @param detail what happened, in words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SequencerNews(
    Slot slot, String state, Instant at, List<XtId> xts, Optional<String> vote, String detail) {

  public SequencerNews {
    xts = List.copyOf(xts);
  }
}
