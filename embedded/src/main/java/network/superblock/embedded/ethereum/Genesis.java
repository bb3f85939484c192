package network.superblock.embedded.ethereum;

import java.time.Instant;
import java.util.Optional;

/**
 * What a chain begins with. It matters at the first start of a directory only, but for the chain ID
 * and the gas limit, which must stay.
 *
 * @param chainId EIP-155
 * @param timestamp of block 0, in whole seconds; the node's present when empty
 * @param funding who has money
 * @param baseFee of block 0, in wei
 * @param gasLimit of every block
 */
public record Genesis(
    long chainId, Optional<Instant> timestamp, Funding funding, long baseFee, long gasLimit) {

  public Genesis {
    if (chainId <= 0) throw new IllegalArgumentException("chain ID must be positive: " + chainId);
    if (baseFee < 0) throw new IllegalArgumentException("a base fee is not negative: " + baseFee);
    if (gasLimit < 21_000) {
      throw new IllegalArgumentException("no transaction fits a gas limit of " + gasLimit);
    }
  }

  /** The test accounts, 1 gwei, 30 million gas: what anvil itself would choose. */
  public static Genesis of(long chainId) {
    return new Genesis(chainId, Optional.empty(), Funding.TEST_ACCOUNTS, 1_000_000_000, 30_000_000);
  }

  public Genesis at(Instant time) {
    return new Genesis(chainId, Optional.of(time), funding, baseFee, gasLimit);
  }

  public Genesis funding(Funding other) {
    return new Genesis(chainId, timestamp, other, baseFee, gasLimit);
  }

  public Genesis baseFee(long wei) {
    return new Genesis(chainId, timestamp, funding, wei, gasLimit);
  }

  public Genesis gasLimit(long gas) {
    return new Genesis(chainId, timestamp, funding, baseFee, gas);
  }
}
