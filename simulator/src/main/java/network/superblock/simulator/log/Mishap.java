package network.superblock.simulator.log;

/** What befalls one record on its way. */
public sealed interface Mishap {

  record None() implements Mishap {}

  /** It never arrives. */
  record Lost() implements Mishap {}

  /** It arrives so much later than it would have. */
  record Late(int millis) implements Mishap {}

  /** It arrives, and so much later it arrives once more. */
  record Repeated(int millis) implements Mishap {}
}
