package dev.weir.enrich.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.enrich.Enriched;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentEnricherTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

  private final Enriched counted = new Enriched();
  private final AgentEnricher agents =
      new AgentEnricher(counted.tally("user_agent"), System::nanoTime);

  @Test
  void namesBrowserSystemAndDevice() throws Exception {
    assertEquals(
        "{\"user_agent\":{\"device\":{\"name\":\"iPhone\"},\"name\":\"Mobile Safari\","
            + "\"original\":\""
            + IPHONE
            + "\",\"os\":{\"name\":\"iOS\",\"version\":\"17.5\"},\"version\":\"17.5\"}}",
        Enriched.json(agents, "user_agent.original", IPHONE));
    assertEquals(
        "{\"user_agent\":{\"name\":\"Firefox\",\"original\":\""
            + FIREFOX
            + "\",\"os\":{\"name\":\"Linux\"},\"version\":\"128.0\"}}",
        Enriched.json(agents, "user_agent.original", FIREFOX));
  }

  @Test
  void saysTheSameAgain() throws Exception {
    String first = Enriched.json(agents, "user_agent.original", FIREFOX);

    assertEquals(first, Enriched.json(agents, "user_agent.original", FIREFOX));
    assertEquals(2, counted.count("user_agent", "hit"));
  }

  @Test
  void countsWhatItDoesNotKnow() throws Exception {
    assertEquals(
        "{\"user_agent\":{\"original\":\"-\"}}", Enriched.json(agents, "user_agent.original", "-"));
    assertEquals("{}", Enriched.json(agents));
    assertEquals(1, counted.count("user_agent", "miss"));
  }

  @Test
  void looksNoFurtherThan512Bytes() throws Exception {
    String padding = "x".repeat(AgentEnricher.MOST_BYTES);

    String json = Enriched.json(agents, "user_agent.original", padding + " " + FIREFOX);

    assertFalse(json.contains("\"name\""), json);
  }

  @Test
  void parsesNoLongerThanAQuarterOfTheTime() {
    AtomicLong now = new AtomicLong();
    ParseBudget budget = new ParseBudget(now::get);
    assertTrue(budget.begin());

    long began = budget.now();
    now.addAndGet(3_000_000_000L);
    budget.spend(began);
    assertFalse(budget.begin(), "three seconds were taken, of two and three quarters");
    now.addAndGet(2_000_000_000L);

    assertTrue(budget.begin());
  }
}
