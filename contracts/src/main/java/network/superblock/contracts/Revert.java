package network.superblock.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxHeader;

/** Why a call reverted, as its return data says it. */
public sealed interface Revert {

  /** One line for a reader. */
  String text();

  /** A mailbox has no message of this header: deliver it and the call gets further. */
  record MessageNotFound(MailboxHeader header) implements Revert {
    @Override
    public String text() {
      return "no message from chain %s, sender %s, to chain %s, receiver %s, session %s, label %s"
          .formatted(
              header.source(),
              header.sender(),
              header.destination(),
              header.receiver(),
              header.session(),
              readable(header.label()));
    }

    /** Labels are bytes, most of them words. */
    private static String readable(Bytes label) {
      String word = new String(label.toArray(), US_ASCII);
      return word.matches("\\p{Graph}+") ? word : label.toString();
    }
  }

  /** A custom error of one of the project's contracts, for example {@code NotPublisher}. */
  record Custom(String name, List<Argument> arguments) implements Revert {
    public Custom {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      return name + arguments.stream().map(Argument::toString).toList();
    }
  }

  /** A custom error's argument: numbers in decimal, bytes and addresses in 0x-hex. */
  record Argument(String name, String value) {
    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  /** {@code require(condition, "reason")}. */
  record Reason(String text) implements Revert {}

  /** A failure of the code itself: 0x11 is an overflow, 0x12 a division by zero, and so on. */
  record Panic(BigInteger code) implements Revert {
    @Override
    public String text() {
      return "panic 0x" + code.toString(16);
    }
  }

  /** A revert without data, out of gas, or an error of a contract that is not the project's. */
  record Unknown(Bytes data) implements Revert {
    @Override
    public String text() {
      return data.isEmpty() ? "reverted without a reason" : "reverted with " + data;
    }
  }

  /** Reads the return data of a call that reverted. Never throws: anyone can write such data. */
  static Revert of(Bytes data) {
    return CustomErrors.read(data).orElseGet(() -> new Unknown(data));
  }
}
