package network.superblock.cli.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import network.superblock.cli.RefusedException;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.wire.Role;
import tools.jackson.databind.json.JsonMapper;

/**
 * RollupRegistry as the network sees it: at L1's last final block.
 *
 * @param l1 a node's JSON-RPC
 */
public record Registry(Service l1, Address at) {

  private static final int WORD = 64;

  /** Whether a service of the publisher may sign with a key. */
  public boolean mayBeSignedBy(Role role, Address key) {
    var words =
        call("isPublisherKey(uint8,address)", "%064x".formatted(numberOf(role)) + word(key));
    return words.endsWith("1");
  }

  /**
   * A publisher's role as the contract counts them.
   *
   * @throws RefusedException if the contract keeps no such keys
   */
  public static int numberOf(Role role) {
    return switch (role) {
      case SLOT_SERVICE -> 0;
      case XT_QUEUE_SERVICE -> 1;
      case BLOCK_STORE_SERVICE -> 2;
      case SUPERBLOCK_SERVICE -> 3;
      case P2P_GATEWAY -> 4;
      case SEQUENCER -> throw new RefusedException("a sequencer's key belongs to its rollup");
    };
  }

  /** Whether a rollup's sequencer is to sign with a key. */
  public boolean isSequencer(ChainId chain, Address key) {
    var words = call("rollup(uint256)", "%064x".formatted(chain.value()));
    // An offset, the chain, its genesis block, then the sequencer.
    return words.length() >= 4 * WORD && words.substring(3 * WORD, 4 * WORD).equals(word(key));
  }

  private String call(String function, String arguments) {
    var hash = Keccak256.hash(function.getBytes(US_ASCII));
    var selector = HexFormat.of().formatHex(Arrays.copyOf(hash, 4));
    var question = JsonMapper.shared().createObjectNode();
    question.put("jsonrpc", "2.0").put("id", 1).put("method", "eth_call");
    var parameters = question.putArray("params");
    parameters.addObject().put("to", at.toString()).put("data", "0x" + selector + arguments);
    parameters.add("finalized");
    var answer = l1.post("", question);
    var result = answer.path("result").asString("");
    if (!result.startsWith("0x") || result.length() < 2 + WORD)
      throw new RefusedException(
          "there is no registry at "
              + at
              + " on L1's last final block: "
              + answer.path("error").path("message").asString("it answers nothing"));
    return result.substring(2);
  }

  private static String word(Address address) {
    return "0".repeat(24) + address.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
