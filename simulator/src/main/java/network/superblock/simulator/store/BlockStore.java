package network.superblock.simulator.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.XtRequest;
import network.superblock.simulator.Gate;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.Signed;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.sequencer.BlockSource;

/** Judges blocks, keeps the accepted ones for good, and hands them out again. */
public final class BlockStore implements BlockSource {

  /** A chain's accepted block of a slot: there is one, and it never changes. */
  private record Place(Slot slot, ChainId chain) {}

  private final Stage stage;
  private final Gate gate;
  private final BlockJudge judge;
  private final Blocks blocks;
  private final Map<XtId, SortedSet<ChainId>> participants = new HashMap<>();
  private final List<XtRequest> started = new ArrayList<>();
  private final Map<Place, Hash32> accepted = new HashMap<>();
  private final Set<Hash32> stored = new HashSet<>();
  private final List<Signed<L2Block>> held = new ArrayList<>();
  private final List<Reader<?>> readers = new ArrayList<>();
  private LeaderFilter filter = LeaderFilter.atStart();
  private long nextSlotRecord;
  private Map<ChainId, Long> nextBlock = new HashMap<>();
  private Optional<SlotOpening> opening = Optional.empty();
  private Optional<RequestSeal> seal = Optional.empty();
  private boolean isUp;

  public BlockStore(Stage stage, Gate gate, BlockJudge judge, Blocks blocks) {
    this.stage = stage;
    this.gate = gate;
    this.judge = judge;
    this.blocks = blocks;
  }

  /** Starts the process. What it has read before is in its database. */
  public void start() {
    crash();
    isUp = true;
    readers.add(stage.topics().slot().readFrom(nextSlotRecord, (o, entry, _) -> follow(o, entry)));
    stage
        .topics()
        .blocks()
        .forEach((chain, partition) ->
            readers.add(
                partition.readFrom(
                    nextBlock.getOrDefault(chain, 0L),
                    (offset, block, _) -> {
                      nextBlock.put(chain, offset + 1);
                      receive(block);
                    })));
  }

  public void crash() {
    isUp = false;
    readers.forEach(Reader::stop);
    readers.clear();
  }

  @Override
  public Optional<SimulatedBlock> fetch(Hash32 hash) {
    return isUp && stored.contains(hash) ? Optional.of(blocks.decode(hash)) : Optional.empty();
  }

  /** Whether the block was accepted at any time. */
  public boolean has(Hash32 hash) {
    return stored.contains(hash);
  }

  private void follow(long offset, SlotEntry entry) {
    if (offset < nextSlotRecord) return;
    nextSlotRecord = offset + 1;
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (reading instanceof Reading.Accepted(var _, var record)) fold(record);
  }

  private void fold(SlotRecord record) {
    switch (record) {
      case Opens opens -> {
        opening = Optional.of(opens.opening());
        seal = Optional.empty();
        started.clear();
        held.removeIf(block -> opens.slot().isAfter(block.message().slot()));
      }
      case StartSc start -> {
        participants.put(start.id(), start.xt().chains());
        started.add(start.xt());
      }
      case RequestSeal request -> {
        seal = Optional.of(request);
        var waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::receive);
      }
      case SlotRecord.LeaderClaim _, SlotRecord.Decided _, SlotRecord.SlotClosed _ -> {}
    }
  }

  private void receive(Signed<L2Block> signed) {
    if (!gate.admits(signed)) return;
    var block = signed.message();
    if (opening.isEmpty() || block.slot().isAfter(opening.get().slot()) || isEarly(block)) {
      held.add(signed);
      return;
    }
    stage.topics().verdicts().of(block.chain()).send(verdictOn(block));
  }

  private boolean isEarly(L2Block block) {
    return seal.isEmpty() && block.slot().equals(opening.orElseThrow().slot());
  }

  private BlockVerdict verdictOn(L2Block block) {
    var first = accepted.get(new Place(block.slot(), block.chain()));
    if (first != null)
      return first.equals(block.hash()) ? accept(block) : reject(block, "another_block_accepted");
    if (!block.slot().equals(opening.orElseThrow().slot())) return reject(block, "late");
    var request = opening.get().requestOf(block.chain());
    if (request.isEmpty()) return reject(block, "not_asked_for");
    if (!blocks.isKnown(block.hash())) return reject(block, "malformed_block");
    var listed = seal.orElseThrow().includedXts().stream();
    var ours = listed.filter(xt -> participantsOf(xt).contains(block.chain())).toList();
    var known = started.stream().filter(xt -> xt.concerns(block.chain())).toList();
    var expected = new ExpectedBlock(block.slot(), request.get(), known, ours);
    var content = blocks.decode(block.hash());
    return judge
        .fault(expected, block, content)
        .map(fault -> reject(block, fault))
        .orElseGet(() -> accept(block));
  }

  private BlockVerdict accept(L2Block block) {
    accepted.put(new Place(block.slot(), block.chain()), block.hash());
    stored.add(block.hash());
    var content = blocks.decode(block.hash());
    return new BlockVerdict.Accepted(
        block.slot(),
        block.chain(),
        block.number(),
        block.hash(),
        block.parentHash(),
        block.includedXts(),
        content.after().proven(content.peers(this::participantsOf)));
  }

  private static BlockVerdict reject(L2Block block, String fault) {
    return new BlockVerdict.Rejected(block.slot(), block.chain(), block.hash(), fault, "");
  }

  private SortedSet<ChainId> participantsOf(XtId xt) {
    var chains = participants.get(xt);
    if (chains == null) throw new IllegalStateException("xT " + xt + " never started");
    return chains;
  }
}
