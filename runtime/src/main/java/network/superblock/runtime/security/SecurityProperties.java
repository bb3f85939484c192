package network.superblock.runtime.security;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may write over HTTP.
 *
 * @param profile {@code network}, or {@code devnet}, where no keys are needed and anybody who
 *     reaches the service may do everything
 * @param keysFile the hashes of the API keys; needed in a network
 * @param reload how often the file is looked at
 * @param publicSubmission whether xTs are taken without a key
 * @param limit how often a caller may write
 */
@ConfigurationProperties("superblock.security")
public record SecurityProperties(
    @DefaultValue("network") Profile profile,
    @Nullable Path keysFile,
    @DefaultValue("5s") Duration reload,
    @DefaultValue("false") boolean publicSubmission,
    @DefaultValue LimitProperties limit) {

  /** Where the service runs. */
  public enum Profile {
    NETWORK,
    DEVNET
  }

  public SecurityProperties {
    keysFile = keysFile == null || keysFile.toString().isBlank() ? null : keysFile;
    if (!reload.isPositive())
      throw new IllegalArgumentException("superblock.security.reload must be positive");
    if (profile == Profile.NETWORK && keysFile == null)
      throw new IllegalArgumentException(
          "superblock.security.keys-file is missing: name a file with the hashes of the API keys"
              + " (`superblock keys api` makes a key and its line). Only a devnet does without"
              + " keys, and says so: superblock.security.profile=devnet");
  }
}
