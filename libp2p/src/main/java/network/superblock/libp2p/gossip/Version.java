package network.superblock.libp2p.gossip;

import java.util.Arrays;
import java.util.List;

/** Versions of gossipsub that are spoken here, the best first. */
enum Version {
  V1_2("/meshsub/1.2.0"),
  V1_1("/meshsub/1.1.0"),
  V1_0("/meshsub/1.0.0");

  private final String protocol;

  Version(String protocol) {
    this.protocol = protocol;
  }

  static List<String> protocols() {
    return Arrays.stream(values()).map(version -> version.protocol).toList();
  }

  static Version of(String protocol) {
    return Arrays.stream(values())
        .filter(version -> version.protocol.equals(protocol))
        .findFirst()
        .orElseThrow();
  }

  boolean hasIDontWant() {
    return this == V1_2;
  }
}
