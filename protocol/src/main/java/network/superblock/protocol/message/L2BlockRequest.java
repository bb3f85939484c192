package network.superblock.protocol.message;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** The block that the publisher expects next of one chain. */
public record L2BlockRequest(ChainId chain, BlockNumber number, Hash32 parentHash)
    implements ProtocolMessage {}
