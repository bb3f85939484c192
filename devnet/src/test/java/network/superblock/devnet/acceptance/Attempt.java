package network.superblock.devnet.acceptance;

import java.util.List;
import java.util.function.Supplier;
import network.superblock.devnet.demo.Demo;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;

/**
 * A demo xT that was sent. Where the machine was too slow for the vote it is signed and sent anew,
 * as its user would do.
 */
final class Attempt {

  private static final int TRIES = 4;

  private final Queue queue;
  private final Demo demo;
  private final Supplier<XtRequest> signer;
  private XtRequest request;

  Attempt(Queue queue, Demo demo, Supplier<XtRequest> signer) {
    this.queue = queue;
    this.demo = demo;
    this.signer = signer;
    this.request = signer.get();
    queue.submit(request);
  }

  Demo demo() {
    return demo;
  }

  /** As it was sent last. */
  XtRequest request() {
    return request;
  }

  List<Bytes> transactionsOn(ChainId chain) {
    return request.transactions().stream()
        .filter(leg -> leg.chain().equals(chain))
        .flatMap(leg -> leg.transactions().stream())
        .toList();
  }

  /** Waits until nothing changes any more; the report. */
  JsonNode end() {
    var report = queue.end(request.id());
    for (var tries = 1; cameTooLate(report) && tries < TRIES; tries++) {
      request = signer.get();
      report = queue.end(queue.submit(request));
    }
    return report;
  }

  private boolean cameTooLate(JsonNode report) {
    return switch (report.path("reason").path("cause").asString("")) {
      case "TIMED_OUT" -> true;
      case "MESSAGE_MISSING" -> demo != Demo.RECEIVE_WITHOUT_SEND;
      default -> report.get("status").asString().equals("EXHAUSTED");
    };
  }
}
