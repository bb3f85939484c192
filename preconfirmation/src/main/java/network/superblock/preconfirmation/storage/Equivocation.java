package network.superblock.preconfirmation.storage;

import network.superblock.preconfirmation.ssz.SignedCommitment;

/** The proof that one signer promised two different blocks of one number in one slot. */
public record Equivocation(Promise promise, SignedCommitment first, SignedCommitment second) {}
