package network.superblock.embedded.ethereum;

/**
 * The accounts that have money at genesis.
 *
 * @param mnemonic BIP-39 phrase that the accounts' keys are derived from, at m/44'/60'/0'/0/
 * @param accounts how many, from index 0
 * @param ether what each has
 */
public record Funding(String mnemonic, int accounts, long ether) {

  /** Every development node's phrase: its keys are public knowledge. */
  public static final String TEST_MNEMONIC =
      "test test test test test test test test test test test junk";

  public static final Funding TEST_ACCOUNTS = new Funding(TEST_MNEMONIC, 20, 1_000_000);

  public Funding {
    if (mnemonic.isBlank()) throw new IllegalArgumentException("a mnemonic is needed");
    if (accounts < 1) throw new IllegalArgumentException("at least one account: " + accounts);
    if (ether < 0) throw new IllegalArgumentException("a balance is not negative: " + ether);
  }
}
