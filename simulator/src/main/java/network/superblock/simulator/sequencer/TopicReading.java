package network.superblock.simulator.sequencer;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictReceived;
import network.superblock.simulator.Gate;
import network.superblock.simulator.Stage;
import network.superblock.simulator.log.Mishap;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.Signed;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.sequencer.SequencerStore.Position;

/** What one sequencer reads, and how far it has come. */
final class TopicReading {

  private static final int DISORDER = 40;

  private final Stage stage;
  private final ChainId chain;
  private final Gate gate;
  private final SequencerProcess process;
  private final List<Reader<?>> readers = new ArrayList<>();
  private Position position = new Position(0, LeaderFilter.atStart(), 0, 0);

  TopicReading(Stage stage, ChainId chain, Gate gate, SequencerProcess process) {
    this.stage = stage;
    this.chain = chain;
    this.gate = gate;
    this.process = process;
  }

  Position position() {
    return position;
  }

  void startAtEnd() {
    var topics = stage.topics();
    startAt(
        new Position(
            topics.slot().end(),
            topics.filterAtEnd(),
            topics.mailbox().of(chain).end(),
            topics.verdicts().of(chain).end()));
  }

  void startAt(Position from) {
    position = from;
    var topics = stage.topics();
    readers.add(topics.slot().readFrom(from.slot(), (offset, entry, _) -> sight(offset, entry)));
    readers.add(
        topics
            .mailbox()
            .of(chain)
            .readFrom(
                from.mailbox(),
                (offset, circ, _) -> process.acceptRaw(() -> readCirc(offset, circ))));
    readers.add(
        topics
            .verdicts()
            .of(chain)
            .readFrom(
                from.verdict(),
                (offset, verdict, _) -> process.acceptRaw(() -> readVerdict(offset, verdict))));
  }

  void stop() {
    readers.forEach(Reader::stop);
    readers.clear();
  }

  private void sight(long offset, SlotEntry entry) {
    if (stage.network().blinds()) return;
    switch (stage.network().mishaps().ofSlotRecord(chain, entry.record())) {
      case Mishap.None _ when stage.network().disorders() -> read(DISORDER, offset, entry);
      case Mishap.None _ -> process.acceptRaw(() -> readSlot(offset, entry));
      case Mishap.Lost _ -> {}
      case Mishap.Late(var millis) -> read(millis, offset, entry);
      case Mishap.Repeated(var millis) -> {
        process.acceptRaw(() -> readSlot(offset, entry));
        read(millis, offset, entry);
      }
    }
  }

  private void read(int millisLater, long offset, SlotEntry entry) {
    stage
        .clock()
        .after(
            millisLater, process.ifAlive(() -> process.acceptRaw(() -> readSlot(offset, entry))));
  }

  private void readSlot(long offset, SlotEntry entry) {
    var reading = position.filter().read(entry.writer(), entry.record());
    position =
        new Position(
            Math.max(position.slot(), offset + 1),
            reading.next(),
            position.mailbox(),
            position.verdict());
    if (reading instanceof Reading.Accepted(var _, var record))
      process.step(new SlotRecordRead(record, entry.at()));
  }

  private void readCirc(long offset, Signed<CircMessage> circ) {
    position =
        new Position(
            position.slot(),
            position.filter(),
            Math.max(position.mailbox(), offset + 1),
            position.verdict());
    if (gate.admits(circ)) process.step(new CircReceived(circ.message(), circ.signer()));
  }

  private void readVerdict(long offset, BlockVerdict verdict) {
    position =
        new Position(
            position.slot(),
            position.filter(),
            position.mailbox(),
            Math.max(position.verdict(), offset + 1));
    process.step(new VerdictReceived(verdict));
  }
}
