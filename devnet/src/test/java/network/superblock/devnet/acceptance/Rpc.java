package network.superblock.devnet.acceptance;

import java.net.URI;
import network.superblock.devnet.rest.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON-RPC of a sequencer or a node, as it stands on the wire. */
final class Rpc implements AutoCloseable {

  private final RestClient rest;

  Rpc(URI server) {
    this.rest = new RestClient(server);
  }

  /** What comes back. */
  sealed interface Reply {

    record Result(JsonNode value) implements Reply {}

    record Refused(int code, String message) implements Reply {}
  }

  Reply ask(String method, Object... parameters) {
    var request = JsonMapper.shared().createObjectNode();
    request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", JsonMapper.shared().valueToTree(parameters));
    var body = rest.post("/", request).required();
    var error = body.path("error");
    return error.isObject()
        ? new Reply.Refused(error.get("code").asInt(), error.get("message").asString())
        : new Reply.Result(body.get("result"));
  }

  /** The result of a call that must not be refused. */
  JsonNode call(String method, Object... parameters) {
    return switch (ask(method, parameters)) {
      case Reply.Result(var value) -> value;
      case Reply.Refused(var code, var message) ->
          throw new AssertionError("%s refused: %d %s".formatted(method, code, message));
    };
  }

  @Override
  public void close() {
    rest.close();
  }
}
