package network.superblock.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import network.superblock.protocol.Bytes;
import org.web3j.abi.datatypes.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compiled contracts, as the build committed them. */
@SuppressWarnings("rawtypes")
enum ContractArtifact {
  MAILBOX("Mailbox"),
  PING_PONG("PingPong"),
  BRIDGE("Bridge"),
  DEMO_TOKEN("DemoToken"),
  RELAY("Relay"),
  ROLLUP_REGISTRY("RollupRegistry"),
  SUPERBLOCK_SETTLEMENT("SuperblockSettlement");

  private final String contract;

  ContractArtifact(String contract) {
    this.contract = contract;
  }

  /** The data of the transaction that deploys the contract. */
  Bytes creation(Type... arguments) {
    return Bytes.fromHex(read().required("bytecode").stringValue()).concat(Abi.encode(arguments));
  }

  JsonNode abi() {
    return read().required("abi");
  }

  JsonNode storageLayout() {
    return read().required("storageLayout");
  }

  private JsonNode read() {
    String resource = "/contracts/" + contract + ".json";
    try (InputStream in = ContractArtifact.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("not on the class path: " + resource);
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
