package network.superblock.devnet.service;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.embedded.Port;

/**
 * One service to run.
 *
 * @param label unique in the network, fit for a file's name
 * @param port where it serves HTTP
 * @param settings override those of the program's file; hold the service's private key
 */
public record Service(String label, Program program, Port port, Map<String, String> settings) {

  public Service {
    settings = Map.copyOf(settings);
  }

  public URI http() {
    return port.http();
  }

  Service with(String setting, String value) {
    var more = new TreeMap<>(settings);
    more.put(setting, value);
    return new Service(label, program, port, more);
  }

  /** Without the settings: keys are among them. */
  @Override
  public String toString() {
    return label + " at " + http();
  }
}
