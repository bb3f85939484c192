package network.superblock.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import network.superblock.cli.clock.ThisMachine;
import network.superblock.cli.service.Doctor;
import network.superblock.cli.service.Finding;
import network.superblock.cli.service.Service;
import network.superblock.cli.topic.Broker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a network and what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Looks at brokers, topics, services, nodes, database and keys.")
final class DoctorCommand extends Shown implements Callable<Integer> {

  @Mixin private KafkaOption kafka = new KafkaOption();

  @Option(
      names = "--l1",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_L1:-http://127.0.0.1:18545}",
      description = "L1's JSON-RPC (${DEFAULT-VALUE})")
  private URI l1 = URI.create("http://127.0.0.1:18545");

  @Option(
      names = "--l2",
      paramLabel = "<url>",
      description = "a rollup's JSON-RPC; may be repeated")
  private List<URI> l2 = new ArrayList<>();

  @Option(
      names = "--postgres",
      paramLabel = "<jdbc url>",
      description = "jdbc:postgresql://host/database?user=u&password=p")
  private @Nullable String postgres;

  @Option(names = "--key", paramLabel = "<file>", description = "a signing key; may be repeated")
  private List<Path> keys = new ArrayList<>();

  @Override
  public Integer call() {
    var findings = new ArrayList<>(Doctor.kafka(new Broker(kafka.bootstrapServers())));
    var asked = services();
    for (var service :
        List.of(asked.slot(), asked.xtQueue(), asked.blockStore(), asked.superblock()))
      findings.add(Doctor.service(service));
    findings.add(node("L1", l1));
    l2.forEach(each -> findings.add(node("L2", each)));
    if (postgres != null) findings.add(Doctor.postgres(postgres));
    keys.forEach(each -> findings.add(Doctor.key(each)));
    findings.forEach(this::print);
    return findings.stream().allMatch(Finding::good) ? Exit.OK : Exit.NO;
  }

  private static Finding node(String name, URI at) {
    return Doctor.node(name, new Service(name, at), ThisMachine.now());
  }

  private void print(Finding finding) {
    if (wantsJson()) out().println(JsonMapper.shared().valueToTree(finding).toString());
    else {
      out().printf("%s  %s %s%n", finding.good() ? "ok " : "BAD", finding.place(), finding.what());
      if (!finding.good()) out().printf("     %s%n", finding.remedy());
    }
    out().flush();
  }
}
