package network.superblock.libp2p.gossip;

/** What the router has done so far. */
final class Counters {
  long received;
  long duplicates;
  long invalid;
  long accepted;
  long ignored;
  long rejected;
  long published;
  long overflowed;
}
