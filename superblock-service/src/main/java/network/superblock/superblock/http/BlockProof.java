package network.superblock.superblock.http;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.SuperblockState;

/**
 * The proof that a superblock holds a rollup's block: the arguments of the settlement contract's
 * {@code verifyL2Block}, which says yes once the superblock is on L1.
 *
 * @param settlement the contract on L1
 * @param blocksRoot what the proof leads to
 * @param proof siblings from the leaf to the root
 */
record BlockProof(
    SuperblockNumber superblock,
    Hash32 superblockHash,
    SuperblockState status,
    Address settlement,
    Hash32 blocksRoot,
    SuperblockReport.BlockReport block,
    List<Hash32> proof) {}
