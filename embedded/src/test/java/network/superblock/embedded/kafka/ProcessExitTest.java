package network.superblock.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;

class ProcessExitTest {

  @Test
  void aFatalFaultIsReportedAndDoesNotEndTheJvm() {
    try (var exit = ProcessExit.watch()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> Exit.halt(1, "the disk is full"));

      assertThat(exit.asked().toCompletableFuture())
          .isCompletedWithValue("Kafka asked to end the process with status 1: the disk is full");
    }
  }
}
