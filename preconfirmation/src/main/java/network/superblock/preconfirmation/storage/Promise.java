package network.superblock.preconfirmation.storage;

import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;

/** A block that a signer promises in a slot. Two different ones are an equivocation. */
public record Promise(Address signer, UInt256 windowEnd, UInt256 blockNumber) {}
