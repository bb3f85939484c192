package network.superblock.simulator.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;

/** An L1 whose last blocks may be replaced, with the settlement contract on it. */
public final class L1 {

  /** How many blocks lie on top of the finalized one. */
  public static final int FINALITY_LAG = 2;

  /** A transaction to the settlement contract. */
  public sealed interface Call {

    record Publish(SuperblockNumber number, Hash32 hash, Hash32 parent) implements Call {}

    record RollBack(SuperblockNumber lastValid) implements Call {}
  }

  /**
   * The contract's state.
   *
   * @param superblocks their hashes by number; number 0 is the genesis superblock
   * @param rollBacks what was rolled back to so far
   */
  public record Contract(List<Hash32> superblocks, List<SuperblockNumber> rollBacks) {

    public Contract {
      superblocks = List.copyOf(superblocks);
      rollBacks = List.copyOf(rollBacks);
    }

    public SuperblockNumber head() {
      return new SuperblockNumber(superblocks.size() - 1L);
    }

    public Optional<Hash32> find(SuperblockNumber number) {
      return number.value() < superblocks.size()
          ? Optional.of(superblocks.get((int) number.value()))
          : Optional.empty();
    }

    /** The state after the call; a call that reverts changes nothing. */
    Contract after(Call call) {
      return switch (call) {
        case Call.Publish(var number, var hash, var parent) ->
            number.equals(head().next()) && superblocks.getLast().equals(parent)
                ? new Contract(appended(superblocks, hash), rollBacks)
                : this;
        case Call.RollBack(var lastValid) ->
            lastValid.compareTo(head()) < 0
                ? new Contract(
                    superblocks.subList(0, (int) lastValid.value() + 1),
                    appended(rollBacks, lastValid))
                : this;
      };
    }
  }

  private record Block(List<Call> calls, Contract after) {}

  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> pending = new ArrayList<>();

  public L1(Hash32 genesisSuperblock) {
    blocks.add(new Block(List.of(), new Contract(List.of(genesisSuperblock), List.of())));
  }

  public void send(Call call) {
    if (!pending.contains(call)) pending.add(call);
  }

  /** Loses what waits for a block. */
  public void dropPending() {
    pending.clear();
  }

  public void mine() {
    var contract = latest();
    for (var call : pending) contract = contract.after(call);
    blocks.add(new Block(List.copyOf(pending), contract));
    pending.clear();
  }

  /** Replaces the last block by an empty one, unless it is final. */
  public void reorg() {
    if (blocks.size() <= FINALITY_LAG + 1) return;
    blocks.removeLast();
    blocks.add(new Block(List.of(), latest()));
  }

  public Contract latest() {
    return blocks.getLast().after();
  }

  public Contract finalized() {
    return blocks.get(Math.max(0, blocks.size() - 1 - FINALITY_LAG)).after();
  }

  private static <T> List<T> appended(List<T> list, T last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
