package network.superblock.superblock;

import java.util.Optional;
import network.superblock.runtime.http.News;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.assembly.ClosedSlot;

/** Wakes those who wait for what was just stored. */
final class Bell implements SuperblockObserver {

  private final News news;
  private volatile Optional<Rounds> announcing = Optional.empty();
  private volatile Optional<Rounds> settling = Optional.empty();
  private volatile boolean caughtUp;

  Bell(News news) {
    this.news = news;
  }

  void announcing(Rounds rounds) {
    announcing = Optional.of(rounds);
  }

  void settling(Rounds rounds) {
    settling = Optional.of(rounds);
  }

  /** The slot topic was read to the end that it had at the start. */
  void caughtUp() {
    caughtUp = true;
    settling.ifPresent(Rounds::nudge);
  }

  boolean hasCaughtUp() {
    return caughtUp;
  }

  @Override
  public void kept(ClosedSlot slot, Kept kept) {
    news.tell();
    if (kept instanceof Kept.Queued) settling.ifPresent(Rounds::nudge);
  }

  @Override
  public void applied(Applied applied) {
    tellAll();
  }

  @Override
  public void sending(Sending outcome) {
    tellAll();
  }

  private void tellAll() {
    news.tell();
    announcing.ifPresent(Rounds::nudge);
  }
}
