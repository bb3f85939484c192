package network.superblock.gateway.settlement;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import network.superblock.gateway.settlement.FinalBlocks.Decided;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.runtime.kafka.SlotTopicReader;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the carried chains' nodes what L1 has decided, as the network's topics say it. */
public final class SettlementFollower implements Activity {

  private static final Logger log = LoggerFactory.getLogger(SettlementFollower.class);
  private static final String PURPOSE = "settlement";
  private static final String SUPERBLOCKS = Topic.SUPERBLOCK.topicName() + "-0";

  private final Supplier<? extends Map<ChainId, PreconfirmationSdk>> chains;
  private final SettlementPlace place;
  private final TopicClients clients;
  private final Object stepping = new Object();
  private FinalBlocks blocks = new FinalBlocks();
  private Optional<SlotTopicReader> slots = Optional.empty();
  private Optional<TopicReader> superblocks = Optional.empty();

  /**
   * Follows nothing before the start.
   *
   * @param chains the nodes that run at the start
   */
  public SettlementFollower(
      Supplier<? extends Map<ChainId, PreconfirmationSdk>> chains,
      SettlementPlace place,
      TopicClients clients) {
    this.chains = chains;
    this.place = place;
    this.clients = clients;
  }

  @Override
  public synchronized void start() {
    try {
      blocks = new FinalBlocks();
      var from = place.place();
      slots = Optional.of(slotsFrom(from.map(SettlementPlace.Place::slots)));
      superblocks =
          Optional.of(
              clients.read(
                  PURPOSE,
                  EnumSet.of(Topic.SUPERBLOCK),
                  ReadFrom.offsets(from.map(SettlementFollower::offsets).orElse(InputOffsets.NONE)),
                  this::receiveSuperblocks));
    } catch (RuntimeException e) {
      stop();
      if (!Outage.is(e)) throw e;
      throw new UnavailableException("settlement cannot be followed: " + Reason.of(e), e);
    }
  }

  @Override
  public synchronized void stop() {
    slots.ifPresent(SlotTopicReader::close);
    superblocks.ifPresent(TopicReader::close);
    slots = Optional.empty();
    superblocks = Optional.empty();
  }

  private SlotTopicReader slotsFrom(Optional<SlotPlace> from) {
    try {
      return clients.readSlots(PURPOSE, from.orElse(SlotPlace.BEGINNING), this::receiveSlots);
    } catch (IllegalArgumentException e) {
      log.warn("reading the slot topic from its beginning: {}", e.getMessage());
      return clients.readSlots(PURPOSE, SlotPlace.BEGINNING, this::receiveSlots);
    }
  }

  private static InputOffsets offsets(SettlementPlace.Place from) {
    return new InputOffsets(new TreeMap<>(Map.of(SUPERBLOCKS, from.superblocks())));
  }

  private void receiveSlots(List<SlotEntry> entries) throws InterruptedException {
    synchronized (stepping) {
      for (var entry : entries) carryOut(blocks.read(entry));
    }
  }

  private void receiveSuperblocks(List<Received> records) throws InterruptedException {
    synchronized (stepping) {
      for (var record : records)
        if (record.message() instanceof SuperblockStatus.Finalized superblock)
          carryOut(blocks.read(superblock, record.offset()));
    }
  }

  private void carryOut(Optional<Decided> decided) throws InterruptedException {
    if (decided.isEmpty()) return;
    for (var node : chains.get().values()) {
      var head = decided.get().heads().get(node.config().chain());
      if (head != null) tell(node, head, decided.get());
    }
    switch (decided.get()) {
      case Decided.Advanced(var _, var reached) -> place.passed(reached);
      // Read again it is the same.
      case Decided.RolledBack _ -> {}
    }
  }

  private static void tell(PreconfirmationSdk node, BlockNumber head, Decided decided)
      throws InterruptedException {
    try {
      var tip = node.storage().confirmedTip().map(ConfirmedTip::blockNumber).orElse(UInt256.ZERO);
      var isNews =
          switch (decided) {
            case Decided.Advanced _ -> UInt256.of(head.value()).isAfter(tip);
            case Decided.RolledBack _ -> tip.isAfter(UInt256.of(head.value()));
          };
      if (!isNews) return;
      var _ = node.updateHead(ConfirmedTip.at(head.value())).get();
    } catch (ExecutionException e) {
      throw failed(node, Reason.unwrapped(e));
    } catch (SdkException.Storage e) {
      throw failed(node, e);
    }
  }

  private static RuntimeException failed(PreconfirmationSdk node, Throwable failure) {
    return new UnavailableException("chain " + node.config().chain() + " was not told", failure);
  }
}
