package dev.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays of dead letters that stand for objects as a whole. */
@ExtendWith(LabExtension.class)
class ObjectReplayTest {
  private final Search search;
  private final Sidecar sidecar;

  ObjectReplayTest(Lab lab) {
    search = new Search(lab.openSearch().endpoint());
    sidecar = new Sidecar(lab.openSearch().endpoint(), "host-1");
  }

  @BeforeEach
  void start() throws Exception {
    search.clear("weir-replayed-*");
    Eventually.until(
        Sidecar.LIMIT, sidecar.sink.sink()::isReachable, () -> "OpenSearch is not reachable");
  }

  @AfterEach
  void close() throws Exception {
    sidecar.close();
    search.clear("weir-replayed-*");
  }

  @Test
  void leavesTheLetterAsItIsOfWhatCannotBeRead() throws Exception {
    letter("a");
    letter("b");
    JsonNode before = stored("a");
    sidecar.objects =
        (object, told, wanted) ->
            CompletableFuture.completedFuture(
                object.key().equals("a") ? ReplayOutcome.OBJECT_GONE : ReplayOutcome.OBJECT_LEFT);

    Progress replayed = sidecar.replayAll();
    Progress again = sidecar.replayAll();

    assertEquals(
        Map.of(ReplayOutcome.OBJECT_GONE, 1L, ReplayOutcome.OBJECT_LEFT, 1L), replayed.outcomes());
    assertEquals(replayed, again);
    assertEquals(before, stored("a"));
    assertEquals(2, search.letters("open"));
  }

  @Test
  void endsWhenItIsGivenUpThoughAnObjectIsNotSettled() throws Exception {
    letter("a");
    letter("b");
    CompletableFuture<ReplayOutcome> never = new CompletableFuture<>();
    sidecar.objects =
        (object, told, wanted) ->
            object.key().equals("b") ? never : CompletableFuture.completedFuture(taken());
    AtomicBoolean cancelled = new AtomicBoolean();
    List<Long> steps = new ArrayList<>();

    IOException givenUp =
        assertThrows(
            IOException.class,
            () ->
                sidecar.replay.replay(
                    Selection.all(),
                    step -> {
                      steps.add(step.done());
                      // Told twice more of while the second object is waited for.
                      cancelled.set(steps.stream().filter(done -> done == 1).count() >= 3);
                    },
                    cancelled::get));
    assertEquals("the replay was given up", givenUp.getMessage());
    assertEquals("replayed", search.letter("a").path("status").asText());
    assertEquals("open", search.letter("b").path("status").asText());
    assertFalse(never.isDone());
    never.complete(taken());

    assertEquals(Map.of(taken(), 1L), sidecar.replayAll().outcomes(), "the next one may run");
  }

  @Test
  void beginsNoObjectMoreOnceItIsGivenUp() throws Exception {
    letter("a");
    List<Boolean> wantedLater = new ArrayList<>();
    AtomicBoolean cancelled = new AtomicBoolean();
    CompletableFuture<ReplayOutcome> never = new CompletableFuture<>();
    sidecar.objects =
        (object, told, wanted) -> {
          wantedLater.add(wanted.getAsBoolean());
          cancelled.set(true);
          wantedLater.add(wanted.getAsBoolean());
          return never;
        };

    assertThrows(
        IOException.class,
        () -> sidecar.replay.replay(Selection.all(), step -> {}, cancelled::get));

    assertEquals(List.of(true, false), wantedLater);
  }

  @Test
  void endsWhenOpenSearchTakesNothing() throws Exception {
    letter("a");
    sidecar.objects = (object, told, wanted) -> new CompletableFuture<>();
    sidecar.delivering = () -> false;

    IOException stalled = assertThrows(IOException.class, sidecar::replayAll);

    assertEquals(
        "OpenSearch takes nothing: weir_alarm and the daemon's log say why", stalled.getMessage());
  }

  private static ReplayOutcome taken() {
    return ReplayOutcome.OBJECT_TAKEN;
  }

  private void letter(String key) throws Exception {
    search.ask(
        "PUT",
        "/weir-dead-letters/_doc/" + key + "?refresh=true",
        """
        {"@timestamp":"2026-11-21T00:00:00.000Z","written":"2026-11-21T00:00:00.000Z",
         "reason":"gone","stage":"source","bucket":"logs","key":"%s","version":"v",
         "bytes":0,"truncated":false,"id":"%s","status":"open","attempts":0,"form":"none"}
        """
            .formatted(key, key));
  }

  private JsonNode stored(String name) throws Exception {
    return search.ask("GET", "/weir-dead-letters/_doc/" + name, "");
  }
}
