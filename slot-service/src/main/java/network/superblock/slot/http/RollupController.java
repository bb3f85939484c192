package network.superblock.slot.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.slot.board.SlotBoard;
import network.superblock.slot.board.SlotReport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The registry's rollups, as this network uses them. */
@RestController
@ConditionalOnProperty("superblock.l1.url")
@RequestMapping("/api/v1/rollups")
class RollupController {

  private final RegistryReader registry;
  private final SlotBoard board;

  RollupController(RegistryReader registry, SlotBoard board) {
    this.registry = registry;
    this.board = board;
  }

  /**
   * The registry as of a finalized L1 block.
   *
   * @param at that block
   */
  record Registry(L1BlockRef at, List<RollupReport> rollups) {}

  /**
   * One rollup.
   *
   * @param active whether it is registered as active from its starting slot on
   * @param inCurrentSlot whether it takes part in the slot in progress
   */
  record RollupReport(
      ChainId chainId,
      boolean active,
      boolean inCurrentSlot,
      Slot startingSlot,
      Hash32 genesisBlockHash,
      Address sequencer,
      Address coordinator,
      Address mailbox,
      String endpoint) {

    static RollupReport of(RegisteredRollup rollup, List<ChainId> current) {
      return new RollupReport(
          rollup.chain(),
          rollup.active(),
          current.contains(rollup.chain()),
          rollup.startingSlot(),
          rollup.genesisBlockHash(),
          rollup.sequencer(),
          rollup.coordinator(),
          rollup.mailbox(),
          rollup.endpoint());
    }
  }

  @GetMapping
  @Operation(summary = "Every registered rollup, as of the last finalized L1 block")
  Registry rollups() {
    var view = registry.finalized();
    var current = board.latest().map(SlotReport::rollups).orElse(List.of());
    return new Registry(
        view.at(),
        view.rollups().values().stream().map(rollup -> RollupReport.of(rollup, current)).toList());
  }
}
