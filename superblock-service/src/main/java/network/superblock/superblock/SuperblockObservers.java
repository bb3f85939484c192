package network.superblock.superblock;

import java.util.List;
import java.util.Optional;
import network.superblock.superblock.SettlementStore.Applied;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.l1.Receipt;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Standing;

/** Tells several observers, in order. */
final class SuperblockObservers implements SuperblockObserver {

  private final List<SuperblockObserver> all;

  SuperblockObservers(List<SuperblockObserver> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void kept(ClosedSlot slot, Kept kept) {
    all.forEach(observer -> observer.kept(slot, kept));
  }

  @Override
  public void looked(Standing standing, L1View view) {
    all.forEach(observer -> observer.looked(standing, view));
  }

  @Override
  public void applied(Applied applied) {
    all.forEach(observer -> observer.applied(applied));
  }

  @Override
  public void sending(Sending outcome) {
    all.forEach(observer -> observer.sending(outcome));
  }

  @Override
  public void mined(Receipt receipt) {
    all.forEach(observer -> observer.mined(receipt));
  }

  @Override
  public void verified(Optional<String> fault) {
    all.forEach(observer -> observer.verified(fault));
  }

  @Override
  public void status(PublishingStatus status) {
    all.forEach(observer -> observer.status(status));
  }
}
