package network.superblock.devnet.cli;

import network.superblock.devnet.demo.Demo;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a demo's name. */
final class DemoName implements ITypeConverter<Demo> {

  @Override
  public Demo convert(String name) {
    try {
      return Demo.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
