package network.superblock.devnet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.devnet.rest.RestClient;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import tools.jackson.databind.JsonNode;

/** What a p2p-gateway shows of the preconfirmation network. */
final class GatewayView implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final RestClient rest;

  GatewayView(URI gateway) {
    this.gateway = gateway;
    this.rest = new RestClient(gateway);
  }

  /** The commitments that it has of a chain, by block number. */
  List<JsonNode> commitments(ChainId chain) {
    var page = rest.get("/api/v1/chains/" + chain + "/commitments?limit=200").required();
    return page.get("items").valueStream().toList();
  }

  /** A transaction list as it was gossiped, if it is there. */
  Optional<byte[]> txList(ChainId chain, Hash32 hash) {
    var path = "/api/v1/chains/" + chain + "/txlists/" + hash;
    var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT).build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      return Optional.of(response.body()).filter(_ -> response.statusCode() == 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    rest.close();
    http.close();
  }
}
