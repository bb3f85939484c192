package network.superblock.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a benchmark's name from the command line. */
final class SuiteName implements ITypeConverter<Suite> {

  @Override
  public Suite convert(String name) {
    try {
      return Suite.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
