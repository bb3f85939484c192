package network.superblock.embedded.ethereum;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a node for its chain ID, to know whether it answers and is the right one. */
record JsonRpcProbe(URI rpc, long chainId) {

  private static final int PATIENCE_MILLIS = 1_000;
  private static final String REQUEST =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";

  boolean isAnswered() {
    try {
      var connection = (HttpURLConnection) rpc.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      try (var body = connection.getOutputStream()) {
        body.write(REQUEST.getBytes(UTF_8));
      }
      try (var body = connection.getInputStream()) {
        var answer = new String(body.readAllBytes(), UTF_8);
        return answer.contains("\"result\":\"0x" + Long.toHexString(chainId) + "\"");
      }
    } catch (IOException e) {
      return false;
    }
  }
}
