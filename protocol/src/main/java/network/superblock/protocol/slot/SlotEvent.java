package network.superblock.protocol.slot;

import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtWithdrawal;

/** What can happen to the publisher. Time is an event like any other. */
public sealed interface SlotEvent {

  record SlotBegan(Slot slot, ActiveRollups rollups, InputOffsets inputs) implements SlotEvent {}

  record XtOffered(XtOffer offer) implements SlotEvent {}

  record XtWithdrawn(XtWithdrawal withdrawal) implements SlotEvent {}

  record VoteReceived(Vote vote) implements SlotEvent {}

  record VotingTimedOut(InstanceId instance) implements SlotEvent {}

  record SealCutoverReached(Slot slot) implements SlotEvent {}

  record VerdictReceived(BlockVerdict verdict) implements SlotEvent {}

  record SlotEnded(Slot slot) implements SlotEvent {}

  record SettlementChanged(SettlementEvent event) implements SlotEvent {}
}
