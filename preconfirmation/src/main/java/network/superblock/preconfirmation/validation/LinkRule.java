package network.superblock.preconfirmation.validation;

import network.superblock.preconfirmation.ssz.Preconfirmation;

/** What a rollup demands of a block and its parent, besides the link itself. */
@FunctionalInterface
public interface LinkRule {

  /** The network's: time goes forward, the L1 anchor does not go back. */
  LinkRule DEFAULT =
      (parent, child) ->
          child.timestamp().isAfter(parent.timestamp())
              && !parent.anchorBlockNumber().isAfter(child.anchorBlockNumber());

  boolean allows(Preconfirmation parent, Preconfirmation child);

  /** Both rules. */
  default LinkRule and(LinkRule other) {
    return (parent, child) -> allows(parent, child) && other.allows(parent, child);
  }
}
