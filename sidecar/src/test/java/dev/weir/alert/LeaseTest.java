package dev.weir.alert;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.indices.InstalledTemplates;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.SearchClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One host of a fleet at a time, by clocks that only run forward. */
@ExtendWith(LabExtension.class)
class LeaseTest {
  private final Lab lab;
  private final AtomicLong nanos = new AtomicLong(42);

  LeaseTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void anotherHostWaitsUntilItIsNotRenewed() throws Exception {
    try (SearchClient client = client()) {
      Lease one = lease(client, "not-renewed", "one");
      Lease two = lease(client, "not-renewed", "two");
      assertTrue(one.hold());

      for (int i = 0; i < 6; i++) {
        assertFalse(two.hold());
        passes(10);
        assertTrue(one.hold());
      }
      assertFalse(two.hold());
      passes(14);
      assertFalse(two.hold());
      assertTrue(one.isHeld());
      passes(1);
      assertFalse(one.isHeld());
      assertTrue(two.hold());
      assertFalse(one.hold());
    }
  }

  @Test
  void anotherHostTakesAtOnceWhatIsReleased() throws Exception {
    try (SearchClient client = client()) {
      Lease one = lease(client, "released", "one");
      Lease two = lease(client, "released", "two");
      assertTrue(one.hold());
      assertFalse(two.hold());
      one.release();
      assertFalse(one.isHeld());
      assertTrue(two.hold());
      assertFalse(one.hold());
    }
  }

  private SearchClient client() throws Exception {
    URI endpoint = lab.openSearch().endpoint();
    InstalledTemplates.of(endpoint);
    return SearchClient.of(OpenSearchSettings.of(endpoint));
  }

  private Lease lease(SearchClient client, String work, String holder) {
    return new Lease(new SearchRequests(() -> client), work, holder, nanos::get);
  }

  private void passes(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
