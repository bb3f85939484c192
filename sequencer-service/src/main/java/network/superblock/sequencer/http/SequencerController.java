package network.superblock.sequencer.http;

import io.swagger.v3.oas.annotations.Operation;
import network.superblock.runtime.http.EventStreams;
import network.superblock.sequencer.board.SequencerBoard;
import network.superblock.sequencer.board.SequencerNews;
import network.superblock.sequencer.board.SequencerReport;
import network.superblock.sequencer.pool.PoolKeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The sequencer for those who watch it. */
@RestController
@RequestMapping("/api/v1/sequencer")
class SequencerController {

  private final SequencerBoard board;
  private final PoolKeeper pool;
  private final EventStreams streams;

  SequencerController(SequencerBoard board, PoolKeeper pool, EventStreams streams) {
    this.board = board;
    this.pool = pool;
    this.streams = streams;
  }

  @GetMapping
  @Operation(summary = "Where the sequencer stands")
  SequencerReport report() {
    return board.report(pool::size);
  }

  @GetMapping("/events")
  @Operation(summary = "Everything that happens to the sequencer")
  Flux<ServerSentEvent<SequencerNews>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var from = EventStreams.lastEventId(lastEventId, board.events().lastId());
    return streams.after(from, board.events(), board.news());
  }
}
