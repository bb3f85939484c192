package network.superblock.xtqueue.http;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Optional;
import network.superblock.xtqueue.XtQueue;
import network.superblock.xtqueue.postgres.XtReader;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The operator's switch: while it is paused no new xT enters; those inside go on. */
@RestController
@RequestMapping("/api/v1/admission")
class AdmissionController {

  private final XtQueue queue;
  private final XtReader reader;

  AdmissionController(XtQueue queue, XtReader reader) {
    this.queue = queue;
    this.reader = reader;
  }

  /**
   * Whether xTs enter.
   *
   * @param pausedSince absent while the admission is open
   */
  record AdmissionReport(boolean paused, Optional<Instant> pausedSince) {}

  @GetMapping
  @Operation(summary = "Whether new xTs enter")
  Mono<AdmissionReport> admission() {
    return reader
        .pausedSince()
        .map(since -> new AdmissionReport(true, Optional.of(since)))
        .defaultIfEmpty(new AdmissionReport(false, Optional.empty()));
  }

  @PostMapping("/pause")
  @Operation(summary = "Let no new xT enter, on any replica, until it is resumed")
  Mono<AdmissionReport> pause() {
    return queue.pause(true).then(Mono.defer(this::admission));
  }

  @PostMapping("/resume")
  @Operation(summary = "Let new xTs enter again")
  Mono<AdmissionReport> resume() {
    return queue.pause(false).then(Mono.defer(this::admission));
  }
}
