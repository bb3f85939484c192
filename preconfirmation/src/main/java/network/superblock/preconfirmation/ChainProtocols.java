package network.superblock.preconfirmation;

import java.time.Duration;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.protocol.ChainId;

/** The names under which a chain's preconfirmations travel. See preconfirmation section 3. */
public record ChainProtocols(
    String commitmentTopic,
    String txListTopic,
    RequestProtocol head,
    RequestProtocol commitments,
    RequestProtocol txList) {

  private static final int KIB = 1024;

  /** With {@code timeout} for one exchange and the limits that all nodes share. */
  public static ChainProtocols of(ChainId chain, Duration timeout, SdkConfig.Pace pace) {
    var topics = "/taiko/" + chain + "/0/";
    var requests = "/taiko/" + chain + "/preconf/1/";
    return new ChainProtocols(
        topics + "preconfirmationCommitments",
        topics + "rawTxLists",
        RequestProtocol.of(requests + "get_head", 128, 64 * KIB)
            .withTimeout(timeout)
            .withRate(pace.served(), pace.window()),
        RequestProtocol.of(requests + "get_commitments_by_number", 512, KIB * KIB)
            .withTimeout(timeout)
            .withRate(pace.served(), pace.window()),
        RequestProtocol.of(requests + "get_raw_txlist", 256, 2 * KIB * KIB + 4 * KIB)
            .withTimeout(timeout)
            .withRate(pace.served(), pace.window()));
  }
}
