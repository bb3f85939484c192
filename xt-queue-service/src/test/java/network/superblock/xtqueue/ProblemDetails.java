package network.superblock.xtqueue;

import static org.assertj.core.api.Assertions.assertThat;

import network.superblock.xtqueue.QueueClient.Answer;

/** What an answer that refuses must say, and must not. */
final class ProblemDetails {

  private ProblemDetails() {}

  static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.type()).as(answer.response().body()).isEqualTo(type);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    var body = answer.body();
    assertThat(body.get("type").asString()).startsWith("urn:superblock:problem:");
    assertThat(body.get("title").asString()).isNotBlank();
    assertThat(body.get("status").asInt()).isEqualTo(status);
    assertThat(body.get("detail").asString()).isNotBlank();
    assertThat(answer.response().body())
        .doesNotContain("java.", "network.superblock", "Exception", "\\tat ");
  }

  /** A refusal that may be none a little later. */
  static void assertPassing(Answer answer, int status, String type) {
    assertProblem(answer, status, type);
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
  }
}
