package network.superblock.superblock;

/**
 * How much gas a publication may take.
 *
 * @param max no transaction is sent with more
 * @param bufferPercent how much more than estimated is allowed, since the state may change before
 *     the transaction is mined
 */
record GasRules(long max, int bufferPercent) {

  GasRules {
    if (max < 21_000) throw new IllegalArgumentException("no transaction fits in gas " + max);
    if (bufferPercent < 0) throw new IllegalArgumentException("a buffer is not negative");
  }

  long limitFor(long estimate) {
    return Math.min(max, estimate + Math.ceilDiv(estimate * bufferPercent, 100));
  }
}
