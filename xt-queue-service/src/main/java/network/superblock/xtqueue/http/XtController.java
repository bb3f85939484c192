package network.superblock.xtqueue.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.Page;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.ProblemException;
import network.superblock.runtime.http.ProblemType;
import network.superblock.xtqueue.XtQueue;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.admission.Submission;
import network.superblock.xtqueue.postgres.XtReader;
import network.superblock.xtqueue.postgres.XtReader.Listed;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.Withdrawal;
import network.superblock.xtqueue.xt.XtFilter;
import network.superblock.xtqueue.xt.XtReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cross-chain transactions: submit, withdraw, look. Every replica serves the same. */
@RestController
@RequestMapping("/api/v1/xts")
class XtController {

  static final ProblemType NOT_QUEUED =
      new ProblemType("not-queued", HttpStatus.CONFLICT, "The xT waits no more");

  private final XtQueue queue;
  private final XtReader reader;

  XtController(XtQueue queue, XtReader reader) {
    this.queue = queue;
    this.reader = reader;
  }

  /** Where an xT stands. */
  record Receipt(XtId xtId, String status) {}

  @PostMapping(consumes = "application/json")
  @Operation(
      summary = "Submit a cross-chain transaction",
      description =
          "202 when it is queued, durably; 200 when it was known before, whatever became of it.")
  @ApiResponse(responseCode = "202", description = "It is queued, durably")
  @ApiResponse(responseCode = "200", description = "It was known before")
  Mono<ResponseEntity<Receipt>> submit(@RequestBody XtSubmission body) {
    return submit(body.toSubmission());
  }

  @PostMapping(consumes = "application/x-protobuf")
  @Operation(summary = "Submit a cross-chain transaction as an XTRequest")
  @ApiResponse(responseCode = "202", description = "It is queued, durably")
  @ApiResponse(responseCode = "200", description = "It was known before")
  Mono<ResponseEntity<Receipt>> submitProtobuf(@RequestBody byte[] body) {
    return submit(XtRequestBody.read(body));
  }

  @DeleteMapping("/{xtId}")
  @Operation(
      summary = "Take a queued xT back",
      description =
          "WITHDRAWN when it is; WITHDRAWING while the slot in progress may still start it.")
  Mono<Receipt> withdraw(@PathVariable String xtId) {
    var id = parse(xtId);
    return queue
        .withdraw(id)
        .map(withdrawal ->
            switch (withdrawal) {
              case Withdrawal.Taken taken -> new Receipt(id, taken.status());
              case Withdrawal.TooLate late ->
                  throw NOT_QUEUED.exception("It is " + late.status() + " by now");
              case Withdrawal.Unknown _ -> throw unknown(id);
            });
  }

  @GetMapping("/{xtId}")
  @Operation(summary = "All about one xT")
  Mono<?> xt(@PathVariable String xtId) {
    var id = parse(xtId);
    return reader
        .report(id)
        .cast(Object.class)
        .switchIfEmpty(reader.refusal(id).map(refusal -> RefusedReport.of(id, refusal)))
        .switchIfEmpty(Mono.error(() -> unknown(id)));
  }

  @GetMapping
  @Operation(summary = "The xTs, newest first")
  Mono<Page<XtReport>> xts(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Long chain,
      @RequestParam(required = false) @Nullable String signer) {
    var request = PageRequest.of(limit, cursor);
    var filter = filter(status, chain, signer);
    var before = request.after().map(Cursor::asLong).orElse(Long.MAX_VALUE);
    return reader
        .list(filter, before, request.fetch())
        .collectList()
        .map(found -> Page.of(found, request, listed -> Cursor.of(listed.place())))
        .map(XtController::reports);
  }

  private Mono<ResponseEntity<Receipt>> submit(Submission submission) {
    return queue
        .submit(submission)
        .map(admission ->
            switch (admission) {
              case Admission.Queued queued -> answer(HttpStatus.ACCEPTED, queued.xt(), "QUEUED");
              case Admission.AlreadyKnown known ->
                  answer(HttpStatus.OK, known.xt(), known.status());
              case Admission.Refused refused ->
                  throw RefusalProblems.of(refused.reason()).exception(refused.detail());
            });
  }

  private static ResponseEntity<Receipt> answer(HttpStatus status, XtId xt, String xtStatus) {
    return ResponseEntity.status(status)
        .location(URI.create("/api/v1/xts/" + xt))
        .body(new Receipt(xt, xtStatus));
  }

  private static Page<XtReport> reports(Page<Listed> page) {
    return new Page<>(page.items().stream().map(Listed::report).toList(), page.next());
  }

  private static XtFilter filter(
      @Nullable String status, @Nullable Long chain, @Nullable String signer) {
    if (status != null && !StatusFacts.isName(status))
      throw ProblemType.INVALID_PARAMETER.exception("status is not one of an xT");
    try {
      return new XtFilter(
          Optional.ofNullable(status),
          Optional.ofNullable(chain).map(ChainId::new),
          Optional.ofNullable(signer).map(Address::fromHex));
    } catch (IllegalArgumentException e) {
      throw ProblemType.INVALID_PARAMETER.exception(String.valueOf(e.getMessage()));
    }
  }

  static XtId parse(String xtId) {
    try {
      if (xtId.startsWith("0x")) return XtId.fromHex(xtId);
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw ProblemType.INVALID_PARAMETER.exception("an xT id is 0x and 64 hex digits");
  }

  static ProblemException unknown(XtId xt) {
    return ProblemType.NOT_FOUND.exception("No xT " + xt + " is known here");
  }
}
