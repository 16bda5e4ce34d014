package dev.weir.sink;

import dev.weir.account.ObjectVersion;
import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An object's line in {@code weir-ledger}. */
final class LedgerForm {
  static final byte[] INDEX = DocumentBatch.ascii("weir-ledger");

  private LedgerForm() {}

  /** The same for every attempt at the same object version. */
  static byte[] id(ObjectVersion object) {
    String name = object.bucket() + "/" + object.version() + "/" + object.key();
    return Hash.hex(name.getBytes(StandardCharsets.UTF_8));
  }

  static void write(LedgerDocument ledger, Instant now, JsonBuffer out) {
    ObjectVersion object = ledger.object();
    out.ascii("{\"@timestamp\":\"").ascii(InstantText.of(now)).ascii("\",\"bucket\":");
    out.string(object.bucket()).ascii(",\"key\":").string(object.key());
    out.ascii(",\"version\":").string(object.version());
    out.ascii(",\"bytes\":").number(ledger.bytes()).ascii(",\"type\":").string(ledger.type());
    out.ascii(",\"read\":").number(ledger.read()).ascii(",\"records\":[");
    char comma = ' ';
    for (var fate : ledger.records().entrySet()) {
      out.raw(comma).ascii("{\"fate\":").string(fate.getKey());
      out.ascii(",\"count\":").number(fate.getValue()).raw('}');
      comma = ',';
    }
    out.raw(']');
    Instant first = ledger.first();
    if (first != null) {
      out.ascii(",\"first\":\"").ascii(InstantText.of(first)).raw('"');
    }
    Instant last = ledger.last();
    if (last != null) {
      out.ascii(",\"last\":\"").ascii(InstantText.of(last)).raw('"');
    }
    out.ascii(",\"attempts\":").number(ledger.attempts());
    out.ascii(",\"seconds\":").number(ledger.took().toMillis() / 1000.0).raw('}');
  }
}
