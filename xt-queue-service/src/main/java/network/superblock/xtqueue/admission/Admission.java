package network.superblock.xtqueue.admission;

import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.Refusal;

/** Whether a request entered the queue. A refusal is an answer, not an exception. */
public sealed interface Admission {

  /** It is in the queue, durably. */
  record Queued(XtId xt) implements Admission {}

  /**
   * It was there before.
   *
   * @param status its status' name
   */
  record AlreadyKnown(XtId xt, String status) implements Admission {}

  /**
   * It is not taken.
   *
   * @param detail what is wrong with this very request, for people
   */
  record Refused(Refusal reason, String detail) implements Admission {}
}
