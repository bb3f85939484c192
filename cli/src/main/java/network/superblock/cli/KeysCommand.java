package network.superblock.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import network.superblock.cli.service.ApiKey;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the signing keys of services and sequencers, and API keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(generate | rotate | api)",
    description = "Makes and replaces signing keys, makes API keys.",
    subcommands = RotateCommand.class)
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
    var key = SigningKey.generate(new SecureRandom());
    KeyFiles.writeNew(file, key.exportHex());
    var facts = JsonMapper.shared().createObjectNode();
    facts.put("address", key.address().toString()).put("file", file.toString());
    return answer(facts, json);
  }

  @Command(
      name = "api",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a new API key into a file that only its owner reads.",
        "Prints the line for the services' file of keys, which holds the key's hash."
      })
  int api(
      @Parameters(paramLabel = "<file>", description = "must not exist yet") Path file,
      @Option(names = "--name", required = true, description = "whose key it is, for logs")
          String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              description = "what it may: submit, publish, operate, admin")
          List<ApiRole> roles,
      @Mixin JsonOption json)
      throws IOException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
      throw new RefusedException("a key's name has letters, digits, '.', '_' and '-'");
    var key = ApiKey.generate(new SecureRandom());
    KeyFiles.writeNew(file, key.value());
    var names =
        roles.stream()
            .distinct()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(joining(","));
    var facts = JsonMapper.shared().createObjectNode();
    facts.put("line", name + " " + names + " " + key.hash()).put("file", file.toString());
    return answer(facts, json);
  }

  /** What an API key may do, as services know it. */
  enum ApiRole {
    SUBMIT,
    PUBLISH,
    OPERATE,
    ADMIN
  }

  private int answer(JsonNode facts, JsonOption json) {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    new Answer(spec.commandLine().getOut(), json).print(facts);
    return Exit.OK;
  }
}
