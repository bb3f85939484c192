package network.superblock.protocol.block;

/** Ends the validation of a block at the first rule that it breaks. Never leaves the package. */
final class InvalidBlockException extends Exception {

  private final BlockFault fault;

  InvalidBlockException(BlockFault fault, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
  }

  BlockValidity.Invalid toValidity() {
    return new BlockValidity.Invalid(fault, String.valueOf(getMessage()));
  }

  static void require(boolean holds, BlockFault fault, String detail) throws InvalidBlockException {
    if (!holds) throw new InvalidBlockException(fault, detail);
  }

  static void requireEqual(Object expected, Object actual, BlockFault fault)
      throws InvalidBlockException {
    if (!expected.equals(actual))
      throw new InvalidBlockException(fault, "expected " + expected + ", not " + actual);
  }
}
