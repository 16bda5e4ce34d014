package dev.weir.indices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.Rest;
import dev.weir.opensearch.SearchClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class RetentionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2019-06-30T12:00:00Z"), ZoneOffset.UTC);

  private static final Duration EVERY = Duration.ofHours(1);

  private final Rest rest;
  private final ObservedIndices observed = new ObservedIndices();

  RetentionTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void deletesWholePeriodsThatAreOlderAndNothingElse() throws Exception {
    String[] over = {"weir-kept-2019.06.22", "weir-kept-2019-w24", "weir-kept-2019.05"};
    String[] staying = {
      "weir-kept-2019.06.23",
      "weir-kept-2019-w25",
      "weir-kept-2019.06",
      "weir-kept-copy",
      "weir-kept-more-2019.01.01",
      "weir-other-2019.01.01",
      "weir-kept2-2019.01.01"
    };
    for (String index : over) {
      rest.put("/" + index, "{}");
    }
    for (String index : staying) {
      rest.put("/" + index, "{}");
    }

    sweep(Map.of("kept", Duration.ofDays(7), "absent", Duration.ofDays(1)));
    sweep(Map.of("kept", Duration.ofDays(7)));

    for (String index : over) {
      assertEquals(404, rest.send("HEAD", "/" + index, "").statusCode(), index);
    }
    for (String index : staying) {
      assertEquals(200, rest.send("HEAD", "/" + index, "").statusCode(), index);
      rest.delete("/" + index);
    }
    assertEquals(over.length, observed.deleted.get());
  }

  @Test
  void goesByTheNamesWhereThereIsNoIndexStateManagement() throws Exception {
    rest.put("/weir-unparsed-2019.01.01", "{}");
    rest.put("/weir-matches-2019.01", "{}");
    rest.put("/weir-matches-2099.01", "{}");
    Lifecycle lifecycle =
        new Lifecycle(
            true,
            Map.of("unparsed", Duration.ofDays(7), "matches", Duration.ofDays(30)),
            Map.of("kept", new Rollup(Duration.ofDays(1), EVERY, List.of(), List.of())));
    OpenSearchSettings settings = OpenSearchSettings.of(rest.endpoint());
    try (SearchClient client = SearchClient.of(settings)) {
      Policies policies = new Policies(lifecycle, Policies.periods(List.of()), client, observed);

      assertEquals(Ism.ABSENT, Ism.ask(client));
      new Retention(lifecycle, policies, client, observed, CLOCK).sweep();
      // Its matches are old, and it was made just now: alerts may still be summed up from it.
      assertEquals(200, rest.send("HEAD", "/weir-matches-2019.01", "").statusCode());
      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
      new Retention(lifecycle, policies, client, observed, later).sweep();
    }

    assertEquals(404, rest.send("HEAD", "/weir-unparsed-2019.01.01", "").statusCode());
    assertEquals(404, rest.send("HEAD", "/weir-matches-2019.01", "").statusCode());
    assertEquals(200, rest.send("HEAD", "/weir-matches-2099.01", "").statusCode());
    assertTrue(RollupProbe.problem(settings).isPresent());
  }

  private void sweep(Map<String, Duration> kept) throws Exception {
    OpenSearchSettings settings = OpenSearchSettings.of(rest.endpoint());
    try (SearchClient client = SearchClient.of(settings)) {
      new Retention(new Lifecycle(false, kept, Map.of()), null, client, observed, CLOCK).sweep();
    }
  }
}
