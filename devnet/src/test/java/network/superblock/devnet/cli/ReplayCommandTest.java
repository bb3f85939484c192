package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.NetworkFile;
import network.superblock.devnet.replay.LogLine;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> log = new ArrayList<>();
  private final NetworkFacts facts =
      NetworkFacts.create(Duration.ofSeconds(12), 2, NOW, new Random(1));

  @BeforeEach
  void keepANetwork() {
    new NetworkFile(data).write(facts);
  }

  @Test
  void printsWhatCountsAndWhereItLeads() throws IOException {
    write("first", 1, new LeaderClaim(new Term(1), "first"));
    write("first", 1, opening());
    write("second", 2, new LeaderClaim(new Term(2), "second"));
    write("first", 1, closed());
    write("second", 2, new RequestSeal(new Slot(1), List.of()));
    write("second", 2, closed());
    assertThat(replay()).as("%s", err).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("1 ") && line.endsWith("[Free]"))
        .anyMatch(line -> line.startsWith("3  counts for nobody: term 1 of slot-service/first"))
        .anyMatch(line -> line.startsWith("5 ") && line.endsWith("[StartingSlot]"))
        .endsWith("6 records, then StartingSlot");
  }

  @Test
  void namesTheRecordThatContradictsTheLog() throws IOException {
    write("first", 1, new LeaderClaim(new Term(1), "first"));
    write("first", 1, closed());
    assertThat(replay()).isOne();
    assertThat(err.toString()).contains("contradicts itself at offset 1");
  }

  @Test
  void savesWhatItReads() throws IOException {
    write("first", 1, new LeaderClaim(new Term(1), "first"));
    var copy = data.resolve("copy");
    assertThat(replay("--save", copy.toString())).isZero();
    assertThat(copy).hasContent(String.join("\n", log));
  }

  @Test
  void refusesWhereNoNetworkIsKept() throws IOException {
    Files.delete(data.resolve("network.json"));
    assertThat(replay()).isOne();
    assertThat(err.toString()).contains("There is no network in " + data);
  }

  private StartSlot opening() {
    return new StartSlot(
        new SlotOpening(
            new Slot(1),
            new SuperblockNumber(1),
            facts.genesisHash(),
            Collections.emptySortedMap(),
            new L1BlockRef(1, Hash32.ZERO),
            InputOffsets.NONE,
            0));
  }

  private SlotClosed closed() {
    return new SlotClosed(
        new Slot(1),
        new Outcome.Failed(),
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Ledger.genesis(facts.genesisHash()));
  }

  private void write(String replica, long term, SlotRecord record) {
    var sender = new Sender.Publisher(Role.SLOT_SERVICE, replica);
    var value = MessageCodec.encode(sender, record);
    log.add(new LogLine(log.size(), NOW, sender.id(), term, value).text());
  }

  private int replay(String... more) throws IOException {
    var args =
        new ArrayList<>(
            List.of(
                "replay",
                "--data",
                data.toString(),
                "--from",
                Files.write(data.resolve("topic"), log).toString()));
    args.addAll(List.of(more));
    return new CommandLine(new SuperblockCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(String[]::new));
  }
}
