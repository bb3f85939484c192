package network.superblock.devnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.NetworkFile;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.replay.LogLine;
import network.superblock.devnet.replay.Replay;
import network.superblock.devnet.replay.SlotTopicDump;
import network.superblock.protocol.message.Ledger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Folds the slot topic of a network again and prints what it decided. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Folds a network's slot topic again and prints each decision and its state.")
final class ReplayCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      defaultValue = ".devnet",
      description = "where the devnet keeps its network (${DEFAULT-VALUE})")
  private Path data = Path.of(".devnet");

  @Option(
      names = "--kafka",
      paramLabel = "<host:port>",
      description = "where the topic is; the running devnet's Kafka otherwise")
  private @Nullable String kafka;

  @Option(
      names = "--from",
      paramLabel = "<file>",
      description = "a topic that was saved, instead of Kafka's")
  private @Nullable Path from;

  @Option(names = "--save", paramLabel = "<file>", description = "save the topic as it was read")
  private @Nullable Path save;

  @Override
  public Integer call() throws IOException {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    Logs.in(data, "replay");
    var facts = new NetworkFile(data).read();
    if (facts.isEmpty()) {
      err.printf("There is no network in %s: start one with ./superblock devnet%n", data);
      return 1;
    }
    var lines = lines(facts.get());
    if (save != null) Files.write(save, lines.stream().map(LogLine::text).toList());
    var replay =
        new Replay(Ledger.genesis(facts.get().genesisHash()), facts.get().schedule().scpTimer());
    for (var line : lines)
      try {
        replay.tell(line).ifPresent(out::println);
      } catch (IllegalStateException e) {
        err.printf("The log contradicts itself at offset %d: %s%n", line.offset(), e.getMessage());
        return 1;
      }
    out.printf("%d records, then %s%n", lines.size(), replay.state().getClass().getSimpleName());
    return 0;
  }

  private List<LogLine> lines(NetworkFacts facts) throws IOException {
    if (from != null) return Files.readAllLines(from).stream().map(LogLine::parse).toList();
    return SlotTopicDump.read(
        kafka != null ? kafka : "127.0.0.1:" + Ports.fixed(facts.chains()).kafka().number());
  }
}
