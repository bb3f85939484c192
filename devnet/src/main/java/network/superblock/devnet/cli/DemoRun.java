package network.superblock.devnet.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.XtApi;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;

/** Sends a demo xT from one user to the network's first two rollups and follows it to its end. */
record DemoRun(Reach reach, Terminal terminal) {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TRIES = 3;
  private static final List<String> FACTS =
      List.of("slot", "sequence", "superblock", "l1Transaction", "reason");
  private static final Set<String> TOO_SLOW = Set.of("TIMED_OUT", "MESSAGE_MISSING");

  /** Returns when the xT has come to its end: 0 if it is the one that the demo says, else 1. */
  int run(Demo demo, DevKey user) {
    var status = report(demo, user).get("status").asString();
    var asItShould = status.equals(demo.end());
    say(
        asItShould
            ? "the xT ended %s, as it should".formatted(status)
            : "the xT is %s, and should have ended %s".formatted(status, demo.end()));
    return asItShould ? 0 : 1;
  }

  /** The last report on the xT. Where the machine was too slow for the vote it is sent anew. */
  JsonNode report(Demo demo, DevKey user) {
    try (var demos = new Demos(reach.sequencers(), new SecureRandom());
        var api = new XtApi(reach.xtQueueService())) {
      var report = once(demo, user, demos, api);
      for (var tries = 1; tries < TRIES && cameTooLate(demo, report); tries++) {
        say("the vote took longer than a slot allows: once more");
        report = once(demo, user, demos, api);
      }
      return report;
    }
  }

  /** Prints a request to post by other means; nothing is sent. */
  void print(Demo demo, DevKey user) {
    try (var demos = new Demos(reach.sequencers(), new SecureRandom())) {
      terminal.line(XtApi.body(sign(demo, user, demos)).toString());
    }
  }

  private XtRequest sign(Demo demo, DevKey user, Demos demos) {
    return demos.sign(demo, user, chain(0), chain(1));
  }

  private ChainId chain(int index) {
    return List.copyOf(reach.sequencers().keySet()).get(index);
  }

  private JsonNode once(Demo demo, DevKey user, Demos demos, XtApi api) {
    var xt = api.submit(sign(demo, user, demos));
    say(
        "%s submitted, A is %s, B is %s: %s"
            .formatted(demo.commandName(), chain(0), chain(1), demo.description()));
    say("see %s/api/v1/xts/%s".formatted(reach.xtQueueService(), xt));
    return api.follow(xt, LIMIT, this::tell);
  }

  private static boolean cameTooLate(Demo demo, JsonNode report) {
    return demo.end().equals("FINALIZED")
        && TOO_SLOW.contains(report.path("reason").path("cause").asString(""));
  }

  private void tell(JsonNode change) {
    var words = new StringBuilder(change.get("event").asString());
    for (var fact : FACTS)
      if (change.hasNonNull(fact))
        words.append(' ').append(fact).append(' ').append(text(change.get(fact)));
    terminal.say(Instant.parse(change.get("at").asString()), "==> the xT is " + words);
  }

  private static String text(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }

  private void say(String text) {
    terminal.say("==> " + text);
  }
}
