package network.superblock.xtqueue.sequencer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.jsonrpc.MalformedResponseException;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.runtime.simulation.SimulationJson;
import network.superblock.xtqueue.SequencerEndpoints;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks sequencers where the registry says they are. One that moves is asked at its new place. Safe
 * for many threads.
 */
public final class SequencerClients {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final SequencerAnswer SILENT = new SequencerAnswer.Silent("it does not answer");
  private static final SequencerAnswer GARBLED = new SequencerAnswer.Declined("its answer is none");
  private static final DataSize MAX_ANSWER = DataSize.ofMegabytes(2);

  private final SequencerEndpoints endpoints;
  private final WebClient.Builder http;
  private final JsonMapper json;
  private final CallGuard.Registries guards;
  private final Map<ChainId, Client> clients = new ConcurrentHashMap<>();

  private record Client(URI endpoint, JsonRpcClient rpc) {}

  public SequencerClients(
      SequencerEndpoints endpoints,
      WebClient.Builder http,
      JsonMapper json,
      CallGuard.Registries guards) {
    this.endpoints = endpoints;
    this.http = http;
    this.json = json;
    this.guards = guards;
  }

  /** Has the sequencer of {@code chain} simulate; an answer comes whatever happens there. */
  public Mono<SequencerAnswer> simulate(ChainId chain, LegQuestion question) {
    return Mono.defer(() -> Mono.justOrEmpty(endpoints.endpointOf(chain)))
        .map(endpoint -> client(chain, endpoint))
        .flatMap(rpc -> rpc.call(LegQuestion.METHOD, SimulationJson.write(question)))
        .<SequencerAnswer>map(
            result -> new SequencerAnswer.Simulated(SimulationJson.answer(result)))
        .onErrorResume(UnavailableException.class, _ -> Mono.just(SILENT))
        .onErrorResume(
            JsonRpcException.class,
            failure -> Mono.just(new SequencerAnswer.Declined(failure.nodeMessage())))
        .onErrorResume(MalformedResponseException.class, _ -> Mono.just(GARBLED))
        .onErrorResume(IllegalArgumentException.class, _ -> Mono.just(GARBLED))
        .defaultIfEmpty(new SequencerAnswer.Silent("no endpoint is registered for it"));
  }

  private JsonRpcClient client(ChainId chain, URI endpoint) {
    return clients
        .compute(
            chain,
            (_, known) ->
                known != null && known.endpoint().equals(endpoint)
                    ? known
                    : connect(chain, endpoint))
        .rpc();
  }

  private Client connect(ChainId chain, URI endpoint) {
    // A guard remembers how the old place answered.
    var guard = new CallGuard("sequencer-" + chain + "@" + endpoint, PATIENCE, guards);
    return new Client(endpoint, new JsonRpcClient(http, json, endpoint, MAX_ANSWER, guard));
  }
}
