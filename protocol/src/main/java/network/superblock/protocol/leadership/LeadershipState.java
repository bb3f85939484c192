package network.superblock.protocol.leadership;

import java.time.Instant;
import network.superblock.protocol.Term;

/** A replica's part in the publisher. */
public sealed interface LeadershipState {

  /** The highest term whose claim was accepted; 0 before the first. */
  Term term();

  /** Another replica leads, or none. */
  record Following(Term term, Instant heardAt) implements LeadershipState {}

  /** This replica has claimed the next term and waits to read its claim in the log. */
  record Claiming(Term term, Term claimed, Instant claimedAt) implements LeadershipState {}

  /** This replica's claim was the first of its term. */
  record Leading(Term term, Instant wroteAt) implements LeadershipState {}
}
