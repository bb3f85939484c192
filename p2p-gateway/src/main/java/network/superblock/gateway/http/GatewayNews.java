package network.superblock.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import network.superblock.protocol.ChainId;
import org.jspecify.annotations.Nullable;

/**
 * Something happened on a chain's network.
 *
 * @param commitment of which it tells; absent for other events
 * @param detail the event in words, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayNews(ChainId chainId, @Nullable CommitmentView commitment, String detail) {}
