package network.superblock.simulator.publisher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.VerdictReceived;
import network.superblock.protocol.slot.SlotEvent.VoteReceived;
import network.superblock.protocol.slot.SlotEvent.XtOffered;
import network.superblock.protocol.slot.SlotEvent.XtWithdrawn;
import network.superblock.simulator.Gate;
import network.superblock.simulator.log.Partition;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.Receiver;
import network.superblock.simulator.log.Topics;

/** What a leader reads: votes, verdicts, offers and what settlement did. */
final class PublisherInputs {

  /** Where an input stood. */
  record Place(String topic, long offset) {}

  private final Topics topics;
  private final Gate gate;
  private final List<Reader<?>> readers = new ArrayList<>();

  PublisherInputs(Topics topics, Gate gate) {
    this.topics = topics;
    this.gate = gate;
  }

  /** Reads all inputs from {@code offsets} on. */
  void start(InputOffsets offsets, BiConsumer<Place, SlotEvent> sink) {
    topics
        .votes()
        .forEach((chain, votes) ->
            read(
                votes,
                offsets,
                "vote-" + chain,
                (place, signed) -> {
                  if (gate.admits(signed)) sink.accept(place, new VoteReceived(signed.message()));
                }));
    topics
        .verdicts()
        .forEach((chain, verdicts) ->
            read(
                verdicts,
                offsets,
                "verdict-" + chain,
                (place, verdict) -> sink.accept(place, new VerdictReceived(verdict))));
    read(
        topics.offers(),
        offsets,
        "xt-0",
        (place, message) -> {
          if (message instanceof XtOffer offer) sink.accept(place, new XtOffered(offer));
          if (message instanceof XtWithdrawal back) sink.accept(place, new XtWithdrawn(back));
        });
    read(
        topics.settlement(),
        offsets,
        "superblock-0",
        (Place place, SettlementEvent event) -> sink.accept(place, new SettlementChanged(event)));
  }

  void stop() {
    readers.forEach(Reader::stop);
    readers.clear();
  }

  private <T> void read(
      Partition<T> partition, InputOffsets offsets, String topic, BiConsumer<Place, T> sink) {
    var from = offsets.next().getOrDefault(topic, 0L);
    Receiver<T> receiver = (offset, value, _) -> sink.accept(new Place(topic, offset), value);
    readers.add(partition.readFrom(from, receiver));
  }
}
