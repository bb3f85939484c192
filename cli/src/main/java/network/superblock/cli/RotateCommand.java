package network.superblock.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import network.superblock.cli.service.Registry;
import network.superblock.cli.service.Service;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.wire.Role;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Replaces a signing key by another, once the network believes the other. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replaces the signing key in a file. To be run until it is done:",
      "first it makes <file>.next and says what the registry's owner must do;",
      "then it waits for nothing but looks, and when the new key is final on L1 it puts it into",
      "<file>, where a running service finds it, and keeps the old one as <file>.old."
    })
final class RotateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "<file>", description = "the key file in use")
  private Path file = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Whose whose = new Whose();

  @Option(names = "--registry", required = true, description = "RollupRegistry's address on L1")
  private String registry = "";

  @Option(
      names = "--l1",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_L1:-http://127.0.0.1:18545}",
      description = "L1's JSON-RPC (${DEFAULT-VALUE})")
  private URI l1 = URI.create("http://127.0.0.1:18545");

  @Mixin private JsonOption json = new JsonOption();
  @Spec private @Nullable CommandSpec spec;

  /** Who signs with it. */
  static final class Whose {

    @Option(names = "--service", description = "slot-service, xt-queue-service and so on")
    private @Nullable String service;

    @Option(names = "--chain", description = "the chain of a sequencer")
    private @Nullable Long chain;
  }

  @Override
  public Integer call() throws IOException {
    var next = beside(".next");
    var inUse = read(file);
    if (!Files.exists(next))
      KeyFiles.writeNew(next, SigningKey.generate(new SecureRandom()).exportHex());
    var address = read(next).address();
    if (!isFinal(address)) {
      tell(false, address, what(address, inUse.address()));
      return Exit.NO;
    }
    Files.copy(file, beside(".old"), REPLACE_EXISTING);
    Files.move(next, file, ATOMIC_MOVE);
    tell(true, address, "when nothing is signed by " + inUse.address() + " any more, take it out");
    return Exit.OK;
  }

  private boolean isFinal(Address key) {
    var at = new Registry(new Service("L1", l1), address(registry));
    if (whose.chain != null) return at.isSequencer(new ChainId(whose.chain), key);
    return at.mayBeSignedBy(role(), key);
  }

  private String what(Address key, Address inUse) {
    return whose.chain != null
        ? "the registry's owner: update(uint256,address,address,address,string) with sequencer "
            + key
            + " instead of "
            + inUse
            + "; then run this again until it is final"
        : "the registry's owner: addPublisherKey(%d, %s); then run this again until it is final"
            .formatted(Registry.numberOf(role()), key);
  }

  private Role role() {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.SEQUENCER && role.wireName().equals(whose.service))
        .findFirst()
        .orElseThrow(() -> new RefusedException("there is no service " + whose.service));
  }

  private static Address address(String hex) {
    try {
      return Address.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("not an address: " + hex);
    }
  }

  private static SigningKey read(Path key) throws IOException {
    try {
      return SigningKey.read(key);
    } catch (NoSuchFileException e) {
      throw new RefusedException("there is no key file " + key);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(key + " is no signing key");
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private void tell(boolean done, Address address, String next) {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    var facts = JsonMapper.shared().createObjectNode();
    facts.put("rotated", done).put("address", address.toString()).put("next", next);
    new Answer(spec.commandLine().getOut(), json).print(facts);
  }
}
