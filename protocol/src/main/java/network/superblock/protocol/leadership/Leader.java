package network.superblock.protocol.leadership;

import network.superblock.protocol.Term;

/**
 * Who wrote a record of the slot topic, as its envelope says.
 *
 * @param replica the replica's name, as in its claim
 */
public record Leader(Term term, String replica) {}
