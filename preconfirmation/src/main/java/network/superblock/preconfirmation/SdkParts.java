package network.superblock.preconfirmation;

import java.time.InstantSource;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;

/** What the parts of one chain's node share. */
record SdkParts(
    SdkConfig config,
    P2pNode node,
    CommitmentRules rules,
    PreconfirmationStorage storage,
    Intake intake,
    Worker worker,
    EventBus events,
    InstantSource clock,
    SdkMetrics metrics) {}
