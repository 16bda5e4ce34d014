package dev.weir.settle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.account.FateName;
import dev.weir.account.ObjectVersion;
import dev.weir.account.OrdinalRun;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object's line in {@code weir-ledger}. */
final class LedgerForm {
  static final byte[] INDEX = "weir-ledger".getBytes(StandardCharsets.US_ASCII);

  /**
   * The value of {@code state} for {@link PoisonedObject}s; of others it is {@code settled} or
   * {@code handed_over}.
   */
  private static final String POISONED = "poisoned";

  private static final String SETTLED = "settled";

  /** Fluent Bit has it, and that was to be enough. */
  private static final String HANDED_OVER = "handed_over";

  private static final String UNPARSED = "unparsed";

  private static final String INCOMPLETE = "incomplete";

  private LedgerForm() {}

  /** The same for every attempt at the same object version. */
  static byte[] id(ObjectVersion object) {
    String name = object.bucket() + "/" + object.version() + "/" + object.key();
    return Hash.hex(name.getBytes(StandardCharsets.UTF_8));
  }

  static void write(LedgerDocument ledger, Instant now, JsonBuffer out) {
    begin(ledger.object(), now, out);
    boolean inFlight = ledger.count(FateName.IN_FLIGHT) > 0;
    out.ascii(",\"state\":\"").ascii(inFlight ? HANDED_OVER : SETTLED).raw('"');
    out.ascii(",\"bytes\":").number(ledger.bytes()).ascii(",\"type\":").string(ledger.type());
    out.ascii(",\"read\":").number(ledger.read()).ascii(",\"records\":[");
    char comma = ' ';
    for (var fate : ledger.records().entrySet()) {
      out.raw(comma).ascii("{\"fate\":").string(fate.getKey());
      out.ascii(",\"count\":").number(fate.getValue()).raw('}');
      comma = ',';
    }
    out.raw(']');
    understanding(ledger, out);
    Instant first = ledger.first();
    if (first != null) {
      out.ascii(",\"first\":\"").ascii(IsoInstant.text(first)).raw('"');
    }
    Instant last = ledger.last();
    if (last != null) {
      out.ascii(",\"last\":\"").ascii(IsoInstant.text(last)).raw('"');
    }
    out.ascii(",\"attempts\":").number(ledger.attempts());
    out.ascii(",\"seconds\":").number(ledger.took().toMillis() / 1000.0);
    if (!ledger.open().isEmpty()) {
      out.ascii(",\"open\":");
      comma = '[';
      for (OrdinalRun run : ledger.open()) {
        out.raw(comma).raw('[').number(run.first()).raw(',').number(run.count()).raw(']');
        comma = ',';
      }
      out.raw(']');
    }
    out.raw('}');
  }

  /** Says whether all was understood, and if not, the first reason of those that there are. */
  private static void understanding(LedgerDocument ledger, JsonBuffer out) {
    if (ledger.unparsed() == LedgerDocument.UNKNOWN) {
      return;
    }
    out.ascii(",\"understood\":").ascii(Boolean.toString(ledger.isUnderstood()));
    out.ascii(",\"unparsed\":").number(ledger.unparsed());
    out.ascii(",\"incomplete\":").number(ledger.incomplete());
    String reason = ledger.notUnderstood();
    if (reason != null) {
      out.ascii(",\"reason\":\"").ascii(reason).raw('"');
    }
  }

  /** A line as it was written; empty if it is an object's that was given up. */
  static Optional<LedgerDocument> read(ObjectVersion object, JsonNode line) {
    if (line.path("state").asText().equals(POISONED)) {
      return Optional.empty();
    }
    SortedMap<String, Long> records = new TreeMap<>();
    for (JsonNode fate : line.path("records")) {
      records.put(fate.path("fate").asText(), fate.path("count").asLong());
    }
    List<OrdinalRun> open = new ArrayList<>();
    for (JsonNode run : line.path("open")) {
      open.add(new OrdinalRun(run.path(0).asLong(), run.path(1).asLong()));
    }
    return Optional.of(
        new LedgerDocument(
            object,
            line.path("bytes").asLong(),
            line.path("type").asText(),
            line.path("read").asLong(),
            records,
            instant(line.path("first")),
            instant(line.path("last")),
            line.path("attempts").asInt(),
            Duration.ofMillis(Math.round(line.path("seconds").asDouble() * 1000)),
            open,
            line.path(UNPARSED).asLong(LedgerDocument.UNKNOWN),
            line.path(INCOMPLETE).asLong(LedgerDocument.UNKNOWN)));
  }

  private static @Nullable Instant instant(JsonNode text) {
    return text.isTextual() ? Instant.parse(text.asText()) : null;
  }

  /** An object that is settled by a dead letter for all of it. */
  static void write(PoisonedObject poisoned, JsonBuffer out) {
    begin(poisoned.object(), poisoned.time(), out);
    out.ascii(",\"state\":\"").ascii(POISONED).ascii("\",\"reason\":").string(poisoned.reason());
    if (poisoned.bytes() >= 0) {
      out.ascii(",\"bytes\":").number(poisoned.bytes());
    }
    String type = poisoned.type();
    if (type != null) {
      out.ascii(",\"type\":").string(type);
    }
    out.ascii(",\"read\":0,\"records\":[],\"attempts\":").number(poisoned.attempts()).raw('}');
  }

  private static void begin(ObjectVersion object, Instant now, JsonBuffer out) {
    out.ascii("{\"@timestamp\":\"").ascii(IsoInstant.text(now)).ascii("\",\"bucket\":");
    out.string(object.bucket()).ascii(",\"key\":").string(object.key());
    out.ascii(",\"version\":").string(object.version());
  }
}
