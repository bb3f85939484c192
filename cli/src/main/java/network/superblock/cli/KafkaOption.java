package network.superblock.cli;

import picocli.CommandLine.Option;

/** Which brokers to ask. */
final class KafkaOption {

  @Option(
      names = "--kafka",
      paramLabel = "<host:port>",
      defaultValue = "${env:SUPERBLOCK_KAFKA:-127.0.0.1:19092}",
      description = "bootstrap servers, or SUPERBLOCK_KAFKA (${DEFAULT-VALUE})")
  private String bootstrapServers = "";

  String bootstrapServers() {
    return bootstrapServers;
  }
}
