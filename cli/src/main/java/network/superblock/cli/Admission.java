package network.superblock.cli;

/** Where the queue's admission is switched. */
final class Admission {

  static final String PAUSE = "/api/v1/admission/pause";
  static final String RESUME = "/api/v1/admission/resume";

  private Admission() {}
}
