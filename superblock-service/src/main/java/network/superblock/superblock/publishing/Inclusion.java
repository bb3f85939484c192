package network.superblock.superblock.publishing;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L1BlockRef;

/** Where on L1 a superblock stands. */
public record Inclusion(Hash32 transaction, L1BlockRef block) {}
