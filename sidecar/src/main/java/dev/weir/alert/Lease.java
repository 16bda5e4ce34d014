package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Work that one host of a fleet does at a time: a document of {@code weir-leases} names the host,
 * which writes it again every few seconds. Another host takes over when it saw no new version for a
 * while, by a clock of its own that only runs forward: no host's time of day matters. It saves
 * double work. Two hosts that both believe to have it do no harm. One thread asks; others may look.
 */
final class Lease {
  private static final long LENGTH_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long RENEWED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String INDEX = "weir-leases";
  private static final String NOBODY = "";

  private final SearchRequests requests;
  private final String work;
  private final String holder;
  private final LongSupplier nanoClock;
  private String seen = "";
  private long seenNanos;
  private volatile boolean written;
  private volatile long writtenNanos;

  /**
   * A lease that nobody holds yet.
   *
   * @param work names the work
   * @param holder names this process
   */
  Lease(SearchRequests requests, String work, String holder, LongSupplier nanoClock) {
    this.requests = requests;
    this.work = work;
    this.holder = holder;
    this.nanoClock = nanoClock;
  }

  /**
   * Takes the lease, or keeps it.
   *
   * @return whether this process has it
   */
  boolean hold() throws IOException {
    long now = nanoClock.getAsLong();
    if (written && now - writtenNanos < RENEWED_NANOS) {
      return true;
    }
    JsonNode found = requests.get("/" + INDEX + "/_doc/" + work);
    if (isOfAnother(found) && now - since(found, now) < LENGTH_NANOS) {
      written = false;
      return false;
    }
    boolean taken = write(found, holder);
    writtenNanos = now;
    written = taken;
    return isHeld();
  }

  /** Whether this process had it when it last asked. */
  boolean isHeld() {
    return written && nanoClock.getAsLong() - writtenNanos < LENGTH_NANOS;
  }

  /** Lets go of it, so that another process need not wait for its end. */
  void release() throws IOException {
    if (isHeld()) {
      JsonNode found = requests.get("/" + INDEX + "/_doc/" + work);
      if (!isOfAnother(found)) {
        boolean unused = write(found, NOBODY);
      }
      written = false;
    }
  }

  private boolean isOfAnother(JsonNode found) {
    String its = found.path("_source").path("holder").asText();
    return !its.equals(NOBODY) && !its.equals(holder);
  }

  /** When this process first saw the version of the lease that is there now. */
  private long since(JsonNode found, long now) {
    String version =
        found.path("_source").path("holder").asText()
            + ' '
            + found.path("_primary_term").asLong()
            + ' '
            + found.path("_seq_no").asLong();
    if (!version.equals(seen)) {
      seen = version;
      seenNanos = now;
    }
    return seenNanos;
  }

  private boolean write(JsonNode found, String by) throws IOException {
    boolean there = found.path("found").asBoolean();
    ObjectNode action = SearchRequests.object();
    ObjectNode names =
        action.putObject(there ? "index" : "create").put("_index", INDEX).put("_id", work);
    if (there) {
      names
          .put("if_seq_no", found.path("_seq_no").asLong())
          .put("if_primary_term", found.path("_primary_term").asLong());
    }
    StringBuilder lines = new StringBuilder();
    lines.append(action).append('\n');
    lines.append(SearchRequests.object().put("holder", by)).append('\n');
    return SearchRequests.isWritten(requests.bulk(lines).path(0));
  }
}
