package network.superblock.simulator;

import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.simulator.clock.VirtualClock;
import network.superblock.simulator.log.Network;
import network.superblock.simulator.log.Topics;

/** What every role finds around it. */
public record Stage(
    VirtualClock clock,
    Dice dice,
    Network network,
    Topics topics,
    SlotRules rules,
    Ledger genesis,
    Registry registry) {}
