package network.superblock.protocol.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.LeaderFilter.Reading.Accepted;
import network.superblock.protocol.leadership.LeaderFilter.Reading.Dropped;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import org.junit.jupiter.api.Test;

class LeaderFilterTest {

  private static final Leader A1 = leader(1, "a");
  private static final Leader B2 = leader(2, "b");

  private final List<SlotRecord> accepted = new ArrayList<>();
  private LeaderFilter filter = LeaderFilter.atStart();

  @Test
  void dropsWhatLiesBeforeTheFirstClaim() {
    read(A1, seal(1)).read(A1, claim(A1)).read(A1, seal(2));
    assertThat(accepted).containsExactly(claim(A1), seal(2));
  }

  @Test
  void givesTheTermToItsFirstClaim() {
    var c2 = leader(2, "c");
    read(A1, claim(A1)).read(B2, claim(B2)).read(c2, claim(c2)).read(c2, seal(1)).read(B2, seal(2));
    assertThat(accepted).containsExactly(claim(A1), claim(B2), seal(2));
  }

  @Test
  void dropsTheLateRecordsOfADeposedLeader() {
    read(A1, claim(A1)).read(A1, seal(1)).read(B2, claim(B2)).read(A1, seal(2)).read(B2, seal(3));
    assertThat(accepted).containsExactly(claim(A1), seal(1), claim(B2), seal(3));
  }

  @Test
  void dropsTheLateClaimOfADeposedLeader() {
    read(A1, claim(A1)).read(B2, claim(B2)).read(A1, claim(A1)).read(B2, seal(1));
    assertThat(accepted).containsExactly(claim(A1), claim(B2), seal(1));
  }

  @Test
  void acceptsTheLeadersRepeatedClaimAsItsHeartbeat() {
    read(A1, claim(A1)).read(A1, claim(A1)).read(A1, seal(1));
    assertThat(accepted).containsExactly(claim(A1), claim(A1), seal(1));
  }

  @Test
  void dropsRecordsOfATermThatNobodyClaimed() {
    read(A1, claim(A1)).read(B2, seal(1)).read(A1, seal(2));
    assertThat(accepted).containsExactly(claim(A1), seal(2));
  }

  @Test
  void dropsAClaimForAnotherReplicaOrTerm() {
    read(A1, claim(A1)).read(B2, claim(leader(2, "c"))).read(B2, claim(leader(3, "b")));
    assertThat(accepted).containsExactly(claim(A1));
    assertThat(filter).isEqualTo(LeaderFilter.after(A1));
  }

  @Test
  void goesOnWhereAReaderKeptItsPlace() {
    filter = LeaderFilter.after(B2);
    read(A1, seal(1)).read(B2, seal(2));
    assertThat(accepted).containsExactly(seal(2));
  }

  private LeaderFilterTest read(Leader writer, SlotRecord record) {
    var reading = filter.read(writer, record);
    filter = reading.next();
    switch (reading) {
      case Accepted a -> accepted.add(a.record());
      case Dropped _ -> {}
    }
    return this;
  }

  private static Leader leader(long term, String replica) {
    return new Leader(new Term(term), replica);
  }

  private static LeaderClaim claim(Leader leader) {
    return new LeaderClaim(leader.term(), leader.replica());
  }

  private static SlotRecord seal(long slot) {
    return new RequestSeal(new Slot(slot), List.of());
  }
}
