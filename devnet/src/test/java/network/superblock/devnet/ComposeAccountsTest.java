package network.superblock.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.network.NetworkFile;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.Rollup;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compose file's network is the devnet's: its accounts, contracts and ports. */
class ComposeAccountsTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void servicesSignWithTheDevnetsKeys() throws IOException {
    var services = services();
    Map.of(
            "slot-service", PublisherRole.SLOT_SERVICE,
            "slot-service-2", PublisherRole.SLOT_SERVICE,
            "xt-queue-service", PublisherRole.XT_QUEUE_SERVICE,
            "block-store-service", PublisherRole.BLOCK_STORE_SERVICE,
            "superblock-service", PublisherRole.SUPERBLOCK_SERVICE)
        .forEach((name, role) ->
            assertThat(variable(services.path(name), "SUPERBLOCK_IDENTITY_KEY"))
                .as(name)
                .isEqualTo(Accounts.keyOf(role).privateKey()));
    assertThat(variable(services.path("superblock-service"), "SUPERBLOCK_PUBLISHING_KEY"))
        .isEqualTo(Accounts.l1Publisher().privateKey());
    sequencer(services.path("sequencer-a"), Rollup.number(0));
    sequencer(services.path("sequencer-b"), Rollup.number(1));
  }

  @Test
  void servicesKnowTheContractsThatAreMade() throws IOException {
    var contracts = L1Deployment.by(Accounts.deployer().address());
    var slot = services().path("slot-service");
    assertThat(variable(slot, "SUPERBLOCK_L1_REGISTRY")).isEqualTo(contracts.registry().toString());
    assertThat(variable(slot, "SUPERBLOCK_L1_SETTLEMENT"))
        .isEqualTo(contracts.settlement().toString());
  }

  /** So that {@code submit --data docker} reaches it. */
  @Test
  void theNetworkFileTellsOfTheSameNetwork() throws IOException {
    var facts = new NetworkFile(ROOT.resolve("docker")).read().orElseThrow();
    var services = services();
    var slot = services.path("slot-service");
    assertThat(variable(slot, "SUPERBLOCK_NETWORK_ID")).isEqualTo(facts.id());
    assertThat(variable(slot, "SUPERBLOCK_NETWORK_GENESIS")).isEqualTo(facts.genesis().toString());
    assertThat(variable(slot, "SUPERBLOCK_NETWORK_GENESISHASH"))
        .isEqualTo(facts.genesisHash().toString());
    assertThat(services.path("contracts").path("command").toString())
        .contains("--genesis-hash=" + facts.genesisHash());
    var ports = Ports.fixed(facts.chains());
    published(services.path("kafka"), ports.kafka().number());
    published(services.path("l1"), ports.l1().number());
    published(services.path("rollup-b"), ports.rollups().get(1).number());
    published(services.path("xt-queue-service"), ports.xtQueueService().number());
    published(services.path("sequencer-b"), ports.sequencers().get(1).number());
  }

  private static void sequencer(JsonNode service, Rollup rollup) {
    assertThat(variable(service, "SUPERBLOCK_IDENTITY_SENDER"))
        .isEqualTo("sequencer/" + rollup.chain());
    assertThat(variable(service, "SUPERBLOCK_IDENTITY_KEY"))
        .isEqualTo(rollup.sequencer().privateKey());
    assertThat(variable(service, "SUPERBLOCK_SEQUENCER_COORDINATORKEY"))
        .isEqualTo(rollup.coordinator().privateKey());
    assertThat(variable(service, "SUPERBLOCK_SEQUENCER_MAILBOX"))
        .isEqualTo(RollupDeployment.by(Accounts.deployer().address()).mailbox().toString());
  }

  private static void published(JsonNode service, int port) {
    assertThat(service.path("ports").path(0).asString()).startsWith("127.0.0.1:" + port + ":");
  }

  private static String variable(JsonNode service, String name) {
    return service.path("environment").path(name).asString();
  }

  private static JsonNode services() throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object file = yaml.load(Files.readString(ROOT.resolve("docker-compose.yml")));
    return JsonMapper.shared().<JsonNode>valueToTree(file).path("services");
  }
}
