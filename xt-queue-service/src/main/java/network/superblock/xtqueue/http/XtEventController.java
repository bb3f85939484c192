package network.superblock.xtqueue.http;

import io.swagger.v3.oas.annotations.Operation;
import network.superblock.runtime.http.EventStreams;
import network.superblock.runtime.http.News;
import network.superblock.xtqueue.postgres.XtReader;
import network.superblock.xtqueue.xt.XtReport.EventReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens to the xTs, as it happens. The events' ids are the store's: all replicas agree. */
@RestController
@RequestMapping(path = "/api/v1/xts", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
class XtEventController {

  private final XtReader reader;
  private final EventStreams streams;
  private final News news;

  XtEventController(XtReader reader, EventStreams streams, News news) {
    this.reader = reader;
    this.streams = streams;
    this.news = news;
  }

  @GetMapping("/events")
  @Operation(summary = "Everything that happens from now on, or after Last-Event-ID")
  Flux<ServerSentEvent<EventReport>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var from =
        lastEventId == null
            ? reader.lastEventId()
            : Mono.just(EventStreams.lastEventId(lastEventId, 0));
    return from.flatMapMany(id -> streams.after(id, reader.history(), news));
  }

  @GetMapping("/{xtId}/events")
  @Operation(summary = "All that happened to one xT, and what happens to it")
  Flux<ServerSentEvent<EventReport>> events(
      @PathVariable String xtId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var id = XtController.parse(xtId);
    var from = EventStreams.lastEventId(lastEventId, 0);
    return reader
        .isKnown(id)
        .flatMapMany(known ->
            known
                ? streams.after(from, reader.historyOf(id), news)
                : Flux.error(XtController.unknown(id)));
  }
}
