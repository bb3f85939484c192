package network.superblock.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import network.superblock.cli.topic.Beginning;
import network.superblock.cli.topic.Broker;
import network.superblock.cli.topic.RecordFilter;
import network.superblock.cli.topic.TopicTail;
import network.superblock.wire.MessageType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a topic's records, one line each. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows a topic's records, decoded, one line each; signatures are not verified.")
final class TailCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private KafkaOption kafka = new KafkaOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "<topic>",
      description = "such as sbcp.slot, or slot for short; dead letters are in sbcp.slot.dlt")
  private String topic = "";

  @Option(
      names = "--from",
      paramLabel = "<where>",
      defaultValue = "beginning",
      description = "beginning, end, an offset, or a time in ISO 8601 (${DEFAULT-VALUE})")
  private String from = "beginning";

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what is written; Ctrl-C ends it")
  private boolean follow;

  @Option(names = "--key", paramLabel = "<key>", description = "only records with this key")
  private @Nullable String key;

  @Option(
      names = "--type",
      paramLabel = "<type>",
      description = "only this kind of message, such as start_sc")
  private @Nullable String type;

  @Option(
      names = "--chain",
      paramLabel = "<chain id>",
      description = "only messages that name this chain")
  private @Nullable Long chain;

  @Option(names = "--slot", paramLabel = "<number>", description = "only messages of this slot")
  private @Nullable Long slot;

  @Option(names = "--limit", paramLabel = "<number>", description = "end after so many records")
  private long limit = Long.MAX_VALUE;

  @Override
  public Integer call() {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    var out = spec.commandLine().getOut();
    var filter =
        new RecordFilter(
            Optional.ofNullable(key),
            Optional.ofNullable(type).map(this::typeNamed),
            Optional.ofNullable(chain),
            Optional.ofNullable(slot));
    new TopicTail(new Broker(kafka.bootstrapServers()), topic, filter, json.wanted())
        .read(
            beginning(),
            follow,
            limit,
            line -> {
              out.println(line);
              out.flush();
            });
    return Exit.OK;
  }

  private Beginning beginning() {
    try {
      return Beginning.parse(from);
    } catch (IllegalArgumentException e) {
      throw wrong("--from " + from + ": " + e.getMessage());
    }
  }

  private MessageType typeNamed(String name) {
    return MessageType.named(name)
        .orElseThrow(() -> wrong("--type " + name + ": there are " + names()));
  }

  private static String names() {
    return Arrays.stream(MessageType.values())
        .map(MessageType::wireName)
        .collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String message) {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    return new ParameterException(spec.commandLine(), message);
  }
}
