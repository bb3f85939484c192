package network.superblock.protocol;

import java.util.Comparator;

/** One run of an xT: it runs at most once in a slot and may run again in a later one. */
public record InstanceId(Slot slot, XtId xt) implements Comparable<InstanceId> {

  private static final Comparator<InstanceId> ORDER =
      Comparator.comparing(InstanceId::slot).thenComparing(InstanceId::xt);

  @Override
  public int compareTo(InstanceId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return slot + "/" + xt;
  }
}
