package network.superblock.cli;

import java.net.URI;
import network.superblock.cli.service.Service;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the services answer; a devnet's addresses by default. */
final class Services {

  @Option(
      names = "--slot-service",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_SLOT_SERVICE:-http://127.0.0.1:8081}",
      description = "or SUPERBLOCK_SLOT_SERVICE (${DEFAULT-VALUE})")
  private URI slot = URI.create("http://127.0.0.1:8081");

  @Option(
      names = "--xt-queue-service",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_XT_QUEUE_SERVICE:-http://127.0.0.1:8082}",
      description = "or SUPERBLOCK_XT_QUEUE_SERVICE (${DEFAULT-VALUE})")
  private URI xtQueue = URI.create("http://127.0.0.1:8082");

  @Option(
      names = "--block-store-service",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_BLOCK_STORE_SERVICE:-http://127.0.0.1:8083}",
      description = "or SUPERBLOCK_BLOCK_STORE_SERVICE (${DEFAULT-VALUE})")
  private URI blockStore = URI.create("http://127.0.0.1:8083");

  @Option(
      names = "--superblock-service",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_SUPERBLOCK_SERVICE:-http://127.0.0.1:8084}",
      description = "or SUPERBLOCK_SUPERBLOCK_SERVICE (${DEFAULT-VALUE})")
  private URI superblock = URI.create("http://127.0.0.1:8084");

  @Option(
      names = "--p2p-gateway",
      paramLabel = "<url>",
      defaultValue = "${env:SUPERBLOCK_P2P_GATEWAY:-http://127.0.0.1:8100}",
      description = "or SUPERBLOCK_P2P_GATEWAY (${DEFAULT-VALUE})")
  private URI p2pGateway = URI.create("http://127.0.0.1:8100");

  @Mixin private KeyOption apiKey = new KeyOption();

  Service slot() {
    return new Service("slot-service", slot, apiKey.key());
  }

  Service xtQueue() {
    return new Service("xt-queue-service", xtQueue, apiKey.key());
  }

  Service blockStore() {
    return new Service("block-store-service", blockStore, apiKey.key());
  }

  Service superblock() {
    return new Service("superblock-service", superblock, apiKey.key());
  }

  Service p2pGateway() {
    return new Service("p2p-gateway", p2pGateway, apiKey.key());
  }
}
