package network.superblock.devnet.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a slot's length in whole seconds: {@code 6s}, or {@code 6}. */
final class SlotLength implements ITypeConverter<Duration> {

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,4})s?");
  private static final int SHORTEST = 2;

  @Override
  public Duration convert(String text) {
    var match = SECONDS.matcher(text.strip());
    if (!match.matches() || Integer.parseInt(match.group(1)) < SHORTEST)
      throw new TypeConversionException(
          "'%s' is no length of a slot: write whole seconds, two or more, such as 6s"
              .formatted(text));
    return Duration.ofSeconds(Long.parseLong(match.group(1)));
  }
}
