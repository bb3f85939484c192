package network.superblock.devnet.rest;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import network.superblock.embedded.Patience;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submits xTs to the queue and follows them, as a user does. */
public final class XtApi implements AutoCloseable {

  private static final String XTS = "/api/v1/xts";

  private final RestClient rest;

  public XtApi(URI xtQueueService) {
    this.rest = new RestClient(xtQueueService);
  }

  /**
   * Submits an xT.
   *
   * @throws IllegalStateException if it is refused, with the reason
   */
  public XtId submit(XtRequest xt) {
    return XtId.fromHex(rest.post(XTS, body(xt)).required().get("xtId").asString());
  }

  /** Everything that the queue says about an xT. */
  public JsonNode report(XtId xt) {
    return rest.get(XTS + "/" + xt).required();
  }

  /** The name of the status, such as {@code FINALIZED}. */
  public String status(XtId xt) {
    return report(xt).get("status").asString();
  }

  /**
   * Tells each change of an xT's status until nothing changes any more.
   *
   * @return the last report; of a status that is no end, if the limit has passed
   */
  public JsonNode follow(XtId xt, Duration limit, Consumer<JsonNode> change) {
    var follower = new Follower(xt, change);
    Patience.until(limit, follower::look);
    return report(xt);
  }

  /** A request as it is posted. */
  public static JsonNode body(XtRequest xt) {
    var body = JsonMapper.shared().createObjectNode();
    var legs = body.putArray("transactions");
    for (var leg : xt.transactions()) {
      var json = legs.addObject().put("chainId", leg.chain().value());
      var transactions = json.putArray("rawTransactions");
      for (var transaction : leg.transactions()) transactions.add(transaction.toString());
    }
    return body;
  }

  /** Reads the timeline of the report, which holds every change, and tells what is new in it. */
  private final class Follower {

    private final XtId xt;
    private final Consumer<JsonNode> change;
    private int told;

    Follower(XtId xt, Consumer<JsonNode> change) {
      this.xt = xt;
      this.change = change;
    }

    boolean look() {
      var report = report(xt);
      var timeline = report.get("timeline");
      for (; told < timeline.size(); told++) change.accept(timeline.get(told));
      return report.get("final").asBoolean();
    }
  }

  @Override
  public void close() {
    rest.close();
  }
}
