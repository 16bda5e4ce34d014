package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.e2e.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Weir is killed right between two steps on an alert's way, and starts again. */
class AlertKillsTest {
  /** A request by which weir is killed, and whether OpenSearch still gets it. */
  private enum Step {
    DOCUMENT_TO_ALERT("\"create\":{\"_index\":\"weir-alerts\"", false),
    ALERT_TO_COUNT("\"create\":{\"_index\":\"weir-alerts\"", true),
    CLAIM_TO_SEND("\"claimed_until\":", true),
    SEND_TO_MARK("\"sent_at\":", false);

    private final String sign;
    private final boolean carriedOut;

    Step(String sign, boolean carriedOut) {
      this.sign = sign;
      this.carriedOut = carriedOut;
    }
  }

  @Test
  void losesNoAlertAndMakesNoneTwiceWhereverItIsKilled() throws Exception {
    try (Rig rig = Rig.start(Optional.empty(), 100)) {
      Pipeline pipeline = rig.pipeline();
      Planted planted = new Planted();
      int wave = 0;
      for (Step step : Step.values()) {
        Kill kill = new Kill(pipeline, step);
        rig.searchProxy().disturb(kill);
        // Each step has alerts of its own: two waves share one.
        pipeline.put("planted-" + step + ".json", planted.file(wave));
        assertTrue(kill.done.await(60, TimeUnit.SECONDS), () -> step + " did not come");
        rig.searchProxy().calm();
        pipeline.startWeir();
        wave += 2;
      }

      AlertFindings alerts = new AlertAudit(pipeline.search(), planted, rig.receiver()).settled();

      assertEquals(List.of(), alerts.problems());
      assertEquals(Step.values().length, alerts.expected());
      // What was sent and not marked is sent once more when its claim ends, and nothing else is.
      assertTrue(alerts.again() <= 1, () -> "sent again: " + alerts.again());
      assertEquals(
          alerts.expected() * 3L,
          pipeline.search().count("weir-matches-*"),
          "each record matched the rule once");
    }
  }

  /** Kills weir at the first request of a step. */
  private static final class Kill implements Disturbance {
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final Pipeline pipeline;
    private final Step step;

    Kill(Pipeline pipeline, Step step) {
      this.pipeline = pipeline;
      this.step = step;
    }

    @Override
    public void treat(Exchange exchange) throws IOException, InterruptedException {
      String body = new String(exchange.request().body(), StandardCharsets.UTF_8);
      if (!body.contains(step.sign) || !armed.compareAndSet(true, false)) {
        Disturbance.CALM.treat(exchange);
        return;
      }
      if (step.carriedOut) {
        var unused = exchange.carryOut();
      }
      pipeline.weir().kill();
      exchange.reset();
      done.countDown();
    }
  }
}
