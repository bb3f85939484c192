package network.superblock.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document beside the page: where everything is.
 *
 * @param demos absent but in the devnet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Addresses(
    String network,
    String slotService,
    String xtQueueService,
    String blockStoreService,
    String superblockService,
    List<Sequencer> sequencers,
    List<Gateway> gateways,
    @Nullable String demos) {

  record Sequencer(long chainId, String url) {}

  record Gateway(String name, String url) {}

  static Addresses of(ConsoleProperties at) {
    var demos = at.demos();
    return new Addresses(
        at.network(),
        base(at.slotService()),
        base(at.xtQueueService()),
        base(at.blockStoreService()),
        base(at.superblockService()),
        at.sequencers().stream().map(s -> new Sequencer(s.chain(), base(s.url()))).toList(),
        at.gateways().stream().map(g -> new Gateway(g.name(), base(g.url()))).toList(),
        demos == null ? null : base(demos));
  }

  /** Without the last slash: the page appends a path. */
  private static String base(URI address) {
    var text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
