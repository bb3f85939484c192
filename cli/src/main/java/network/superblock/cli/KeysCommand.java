package network.superblock.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Makes the signing keys of services and sequencers. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "generate",
    description = "Makes signing keys.")
final class KeysCommand {

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = "Writes a new signing key into a file that only its owner reads.")
  int generate(
      @Parameters(paramLabel = "<file>", description = "must not exist yet") Path file,
      @Mixin JsonOption json)
      throws IOException {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    var key = SigningKey.generate(new SecureRandom());
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, owner);
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException(file + " exists: a key is never overwritten");
    }
    Files.writeString(file, key.exportHex() + "\n");
    var address = key.address().toString();
    var facts = JsonMapper.shared().createObjectNode();
    facts.put("address", address).put("file", file.toString());
    new Answer(spec.commandLine().getOut(), json).print(facts);
    return Exit.OK;
  }
}
