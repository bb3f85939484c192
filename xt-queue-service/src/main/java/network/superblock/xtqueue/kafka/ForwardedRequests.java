package network.superblock.xtqueue.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.kafka.GroupReader;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.wire.Topic;
import network.superblock.xtqueue.XtQueue;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.admission.Admission.Refused;
import network.superblock.xtqueue.admission.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Admits the requests that sequencers pass on. The replicas share the topic; a record counts as
 * read when its request is in the queue or refused, so that none is lost, and one that comes twice
 * is known already.
 */
final class ForwardedRequests implements Activity {

  private final TopicClients clients;
  private final XtQueue queue;
  private @Nullable GroupReader reader;

  ForwardedRequests(TopicClients clients, XtQueue queue) {
    this.clients = clients;
    this.queue = queue;
  }

  @Override
  public void start() {
    reader = clients.readAsGroup("requests", Set.of(Topic.XT), this::admit);
  }

  @Override
  public void stop() {
    if (reader != null) reader.close();
  }

  private record Asked(XtId xt, CompletableFuture<Admission> answer) {}

  private void admit(List<Received> records) throws Exception {
    var asked = new ArrayList<Asked>();
    for (var record : records)
      if (record.message() instanceof XtRequest xt)
        asked.add(new Asked(xt.id(), queue.submit(Submission.of(xt)).toFuture()));
    if (asked.isEmpty()) return;
    var refusals = new HashMap<XtId, Refused>();
    for (var each : asked)
      if (answerOf(each) instanceof Refused refused) refusals.put(each.xt(), refused);
    note(refusals);
  }

  /** Nobody waits for the answer here: whoever asks for the xT later shall find it. */
  private void note(Map<XtId, Refused> refusals) {
    if (!refusals.isEmpty()) queue.refused(refusals).block();
  }

  private static Admission answerOf(Asked asked) throws Exception {
    try {
      return asked.answer().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }
}
