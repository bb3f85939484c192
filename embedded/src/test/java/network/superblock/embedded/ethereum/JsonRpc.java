package network.superblock.embedded.ethereum;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Calls a node and takes the result as it is written. */
record JsonRpc(URI rpc) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern RESULT = Pattern.compile("\"result\":(.*)}$");

  String call(String method, String parameters) throws IOException, InterruptedException {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    var request =
        HttpRequest.newBuilder(rpc)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = CLIENT.send(request, BodyHandlers.ofString()).body().strip();
    var result = RESULT.matcher(answer);
    if (!result.find()) throw new AssertionError(method + " failed: " + answer);
    return result.group(1).replace("\"", "");
  }

  /** Mines a block that sends one wei to the account. */
  void pay(String to) throws IOException, InterruptedException {
    var from = call("eth_accounts", "").substring(1, 43);
    call(
        "eth_sendTransaction",
        "{\"from\":\"%s\",\"to\":\"%s\",\"value\":\"0x1\"}".formatted(from, to));
    call("evm_mine", "");
  }

  String balance(String account) throws IOException, InterruptedException {
    return call("eth_getBalance", "\"" + account + "\",\"latest\"");
  }

  String height() throws IOException, InterruptedException {
    return call("eth_blockNumber", "");
  }
}
