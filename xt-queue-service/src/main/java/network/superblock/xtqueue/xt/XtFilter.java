package network.superblock.xtqueue.xt;

import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;

/**
 * Which xTs a list is about; all that is set must hold.
 *
 * @param status a status' name
 * @param signer one of the signers
 */
public record XtFilter(
    Optional<String> status, Optional<ChainId> chain, Optional<Address> signer) {}
