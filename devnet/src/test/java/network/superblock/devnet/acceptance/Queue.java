package network.superblock.devnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.rest.RestClient.Answer;
import network.superblock.devnet.rest.XtApi;
import network.superblock.embedded.Patience;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;

/** The queue's REST, as a user calls it. */
final class Queue implements AutoCloseable {

  private static final String XTS = "/api/v1/xts";

  private final URI service;
  private final RestClient rest;

  Queue(URI service) {
    this.service = service;
    this.rest = new RestClient(service);
  }

  Answer post(XtRequest xt) {
    return rest.post(XTS, XtApi.body(xt));
  }

  /** Asks what would become of it. */
  Answer simulate(XtRequest xt) {
    return rest.post(XTS + "/simulate", XtApi.body(xt));
  }

  XtId submit(XtRequest xt) {
    var answer = post(xt);
    assertThat(answer.status()).as("answer %s", answer.body()).isEqualTo(202);
    assertThat(answer.body().get("status").asString()).isEqualTo("QUEUED");
    assertThat(answer.body().get("xtId").asString()).isEqualTo(xt.id().toString());
    return xt.id();
  }

  Answer get(XtId xt) {
    return rest.get(XTS + "/" + xt);
  }

  JsonNode report(XtId xt) {
    return get(xt).required();
  }

  Answer withdraw(XtId xt) {
    return rest.delete(XTS + "/" + xt);
  }

  EventReader events(XtId xt) {
    return new EventReader(service.resolve(XTS + "/" + xt + "/events"));
  }

  /** Waits until nothing changes any more; the report. */
  JsonNode end(XtId xt) {
    var ended = Patience.until(TestNetwork.LIMIT, () -> report(xt).get("final").asBoolean());
    var report = report(xt);
    assertThat(ended).as("xT has ended: %s", report).isTrue();
    return report;
  }

  /** Waits until a status of this name is in the xT's timeline. */
  JsonNode reached(XtId xt, String status) {
    return reached(xt, status, TestNetwork.LIMIT);
  }

  private JsonNode reached(XtId xt, String status, Duration limit) {
    var reached =
        Patience.until(
            limit,
            () -> {
              var answer = get(xt);
              return answer.status() == 200 && namesOf(answer.body()).contains(status);
            });
    assertThat(reached).as("xT %s became %s: %s", xt, status, get(xt).body()).isTrue();
    return report(xt);
  }

  /** The names in the timeline of a report. */
  static List<String> namesOf(JsonNode report) {
    var names = new ArrayList<String>();
    report.get("timeline").forEach(event -> names.add(event.get("event").asString()));
    return names;
  }

  @Override
  public void close() {
    rest.close();
  }
}
