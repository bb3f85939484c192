package network.superblock.preconfirmation;

import java.util.Optional;

/**
 * What was published.
 *
 * @param peers it was sent to; of two messages the lower number
 */
public record PublishReceipt(
    Optional<MessageId> txList, Optional<MessageId> commitment, int peers) {}
