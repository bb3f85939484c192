package network.superblock.superblock.http;

import io.swagger.v3.oas.annotations.Operation;
import network.superblock.protocol.Address;
import network.superblock.runtime.l1.L1Properties;
import network.superblock.superblock.PublishingStatus;
import network.superblock.superblock.PublishingStatus.Away;
import network.superblock.superblock.PublishingStatus.Behind;
import network.superblock.superblock.PublishingStatus.Halted;
import network.superblock.superblock.PublishingStatus.Held;
import network.superblock.superblock.PublishingStatus.Starting;
import network.superblock.superblock.PublishingStatus.Stuck;
import network.superblock.superblock.PublishingStatus.Working;
import network.superblock.superblock.metrics.PublishingHealth;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How publishing to L1 goes. */
@RestController
@RequestMapping("/api/v1/settlement")
class SettlementController {

  private final PublishingHealth health;
  private final Address contract;

  SettlementController(PublishingHealth health, L1Properties l1) {
    this.health = health;
    this.contract = l1.settlementAddress();
  }

  /**
   * How publishing goes.
   *
   * @param contract the settlement contract on L1
   * @param status STARTING, WORKING, HELD, BEHIND, STUCK, HALTED or AWAY
   * @param publishing what belongs to that status
   */
  record SettlementReport(Address contract, String status, PublishingStatus publishing) {}

  @GetMapping
  @Operation(summary = "How publishing to L1 goes, and why it does not go on")
  SettlementReport settlement() {
    var publishing = health.status();
    return new SettlementReport(contract, nameOf(publishing), publishing);
  }

  private static String nameOf(PublishingStatus publishing) {
    return switch (publishing) {
      case Starting _ -> "STARTING";
      case Working _ -> "WORKING";
      case Held _ -> "HELD";
      case Behind _ -> "BEHIND";
      case Stuck _ -> "STUCK";
      case Halted _ -> "HALTED";
      case Away _ -> "AWAY";
    };
  }
}
