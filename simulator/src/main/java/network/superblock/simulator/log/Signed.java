package network.superblock.simulator.log;

import network.superblock.protocol.ChainId;

/** A message in its envelope: {@code signer} is the chain whose sequencer's key signed it. */
public record Signed<T>(ChainId signer, T message) {}
