package network.superblock.devnet.cli;

import static network.superblock.devnet.network.NetworkFacts.FEWEST_CHAINS;
import static network.superblock.devnet.network.NetworkFacts.MOST_CHAINS;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many rollups a network has. */
final class ChainCount implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    var count = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (count < FEWEST_CHAINS || count > MOST_CHAINS)
      throw new TypeConversionException(
          "a devnet has %d to %d rollups, not '%s'".formatted(FEWEST_CHAINS, MOST_CHAINS, text));
    return count;
  }
}
