package network.superblock.cli.service;

/**
 * What the doctor found in one place.
 *
 * @param remedy what to do about it, empty if nothing is wrong
 */
public record Finding(String place, boolean good, String what, String remedy) {

  static Finding good(String place, String what) {
    return new Finding(place, true, what, "");
  }

  static Finding bad(String place, String what, String remedy) {
    return new Finding(place, false, what, remedy);
  }
}
