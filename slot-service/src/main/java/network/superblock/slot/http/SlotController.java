package network.superblock.slot.http;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.EventStreams;
import network.superblock.runtime.http.Page;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.ProblemType;
import network.superblock.slot.board.SlotBoard;
import network.superblock.slot.board.SlotNews;
import network.superblock.slot.board.SlotReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The slots, from the log; every replica serves the same. */
@RestController
@RequestMapping("/api/v1/slots")
class SlotController {

  private final SlotBoard board;
  private final SlotSchedule schedule;
  private final InstantSource clock;
  private final EventStreams streams;

  SlotController(
      SlotBoard board, SlotSchedule schedule, InstantSource clock, EventStreams streams) {
    this.board = board;
    this.schedule = schedule;
    this.clock = clock;
    this.streams = streams;
  }

  /**
   * The slot in progress.
   *
   * @param slotNow the slot that the clock shows; ahead of {@code slot} while a slot is closing
   * @param slot the last slot of the log; absent before the first
   */
  record Current(
      Instant now,
      Slot slotNow,
      Term term,
      String leader,
      String replica,
      Optional<SlotReport> slot) {}

  @GetMapping("/current")
  @Operation(summary = "The slot in progress and who leads")
  Current current() {
    var now = clock.instant();
    var leader = board.leader();
    return new Current(
        now,
        schedule.slotAt(now),
        leader.term(),
        leader.leader(),
        board.standing(),
        board.latest());
  }

  @GetMapping("/{slot}")
  @Operation(summary = "One of the last slots")
  SlotReport slot(@PathVariable long slot) {
    if (slot < 0) throw ProblemType.INVALID_PARAMETER.exception("slot must not be negative");
    return board
        .report(new Slot(slot))
        .orElseThrow(() ->
            ProblemType.NOT_FOUND.exception(
                "Slot " + slot + " did not open, or is not kept here any more"));
  }

  @GetMapping
  @Operation(summary = "The last slots, newest first")
  Page<SlotReport> slots(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var request = PageRequest.of(limit, cursor);
    var before =
        request.after().map(Cursor::asLong).map(Slot::new).orElse(new Slot(Long.MAX_VALUE));
    return Page.of(
        board.before(before, request.fetch()), request, report -> Cursor.of(report.slot().value()));
  }

  @GetMapping("/events")
  @Operation(summary = "Every record of the slot topic as it is written")
  Flux<ServerSentEvent<SlotNews>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var from = EventStreams.lastEventId(lastEventId, board.events().lastId());
    return streams.after(from, board.events(), board.news());
  }
}
