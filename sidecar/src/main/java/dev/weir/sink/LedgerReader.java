package dev.weir.sink;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.event.JsonBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code weir-ledger} for objects, all at once and by id, which needs no refresh. It knows or
 * it waits: an answer that is none must neither delete a message nor have an object read twice.
 */
final class LedgerReader {
  private static final String PATH = "/weir-ledger/_mget";
  private static final Map<String, String> FIELDS = Map.of("_source_includes", "state,records");

  private final SearchClient client;
  private final SinkObserver observer;
  private final Backoff backoff;
  private final HoldLog holds;

  LedgerReader(SearchClient client, SinkObserver observer, Backoff backoff, HoldLog holds) {
    this.client = client;
    this.observer = observer;
    this.backoff = backoff;
    this.holds = holds;
  }

  Map<ObjectVersion, LedgerState> read(Collection<ObjectVersion> objects)
      throws InterruptedException {
    if (objects.isEmpty()) {
      return Map.of();
    }
    List<ObjectVersion> asked = new ArrayList<>(objects);
    byte[] request = request(asked);
    HoldReason held = null;
    try {
      for (int attempts = 1; ; attempts++) {
        HoldReason reason;
        String evidence;
        try {
          HttpAnswer answer = client.post(PATH, FIELDS, request);
          if (answer.status() == 200) {
            return states(asked, LedgerAnswer.read(answer.body(), asked.size()));
          }
          reason =
              Verdicts.ofRequest(answer.status(), BulkAnswer.errorType(answer.body())).reason();
          evidence = "the ledger's index was asked: " + answer.status();
        } catch (IOException silent) {
          reason = HoldReason.UNREACHABLE;
          evidence = "the ledger's index was asked: " + silent.getClass().getSimpleName();
        }
        held = hold(held, reason);
        holds.holding(reason, asked.size(), evidence);
        // Backs off: OpenSearch did not answer.
        TimeUnit.NANOSECONDS.sleep(backoff.nanos(attempts));
      }
    } finally {
      hold(held, null);
    }
  }

  private @Nullable HoldReason hold(@Nullable HoldReason before, @Nullable HoldReason now) {
    if (before != now) {
      if (before != null) {
        observer.released(before, 1);
      }
      if (now != null) {
        observer.held(now, 1);
      }
    }
    return now;
  }

  private static Map<ObjectVersion, LedgerState> states(
      List<ObjectVersion> objects, List<LedgerState> states) {
    Map<ObjectVersion, LedgerState> byObject = new HashMap<>();
    for (int i = 0; i < objects.size(); i++) {
      byObject.put(objects.get(i), states.get(i));
    }
    return byObject;
  }

  private static byte[] request(List<ObjectVersion> objects) {
    JsonBuffer out = new JsonBuffer(16 + 36 * objects.size());
    out.ascii("{\"ids\":");
    char before = '[';
    for (ObjectVersion object : objects) {
      byte[] id = LedgerForm.id(object);
      out.raw(before).string(id, 0, id.length);
      before = ',';
    }
    return out.ascii("]}").toByteArray();
  }
}
