package network.superblock.preconfirmation.lookahead;

import java.util.List;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;

/**
 * Slots of equal length from a genesis on, whose signers take turns in a fixed order.
 *
 * <p>The commitment's time decides the slot: it is the one that begins at or before it. A slot's
 * end that differs shows in {@link Turn.Known#windowEnd()}, for the caller to judge.
 *
 * @param genesis when the first slot begins, seconds since 1970
 * @param slotSeconds a slot's length
 * @param signers of the first slots, and again from the beginning
 */
public record FixedLookahead(long genesis, long slotSeconds, List<Address> signers)
    implements Lookahead {

  public FixedLookahead {
    signers = List.copyOf(signers);
    if (genesis < 0) throw new IllegalArgumentException("genesis must not be negative");
    if (slotSeconds <= 0) throw new IllegalArgumentException("a slot must last");
    if (signers.isEmpty()) throw new IllegalArgumentException("somebody must have a turn");
  }

  @Override
  public Turn turnOf(UInt256 timestamp, UInt256 submissionWindowEnd) {
    var time = timestamp.saturated();
    if (time < genesis || time == Long.MAX_VALUE) return new Turn.Impossible();
    var slot = (time - genesis) / slotSeconds;
    var end = genesis + (slot + 1) * slotSeconds;
    var signer = signers.get((int) (slot % signers.size()));
    return new Turn.Known(signer, UInt256.of(end));
  }
}
