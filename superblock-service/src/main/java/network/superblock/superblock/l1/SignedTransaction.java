package network.superblock.superblock.l1;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/**
 * An L1 transaction ready to send.
 *
 * @param raw as {@code eth_sendRawTransaction} takes it
 */
public record SignedTransaction(Hash32 hash, Bytes raw) {}
