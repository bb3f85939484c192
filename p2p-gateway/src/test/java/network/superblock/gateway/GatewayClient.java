package network.superblock.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Hash32;
import tools.jackson.databind.json.JsonMapper;

/** Asks a gateway over HTTP, as its users do. */
record GatewayClient(int port) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHAIN = "/api/v1/chains/" + GatewaySettings.CHAIN;

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** Publishes a block with one of the lists of {@link Promises}. */
  HttpResponse<String> publish(SignedCommitment signed, int list) {
    var body =
        JSON.createObjectNode()
            .put("commitment", "0x" + signed.encode().toHex())
            .put("txList", "0x" + Promises.body(list).toHex());
    return send(
        HttpRequest.newBuilder(uri(CHAIN + "/preconfirmations"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** The highest block; -1 while nobody answers, or the chain is not yet carried. */
  long head() {
    try {
      var request = HttpRequest.newBuilder(uri(CHAIN + "/head")).build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) return -1;
      return Long.parseLong(JSON.readTree(answer.body()).get("blockNumber").asString());
    } catch (IOException _) {
      return -1;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All commitments that it serves, by block number, as SSZ in hex. */
  List<String> commitments() {
    var page = JSON.readTree(get(CHAIN + "/commitments?limit=100").body());
    return page.get("items").valueStream().map(item -> item.get("signed").asString()).toList();
  }

  boolean hasList(Hash32 hash) {
    return get(CHAIN + "/txlists/" + hash).statusCode() == 200;
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
