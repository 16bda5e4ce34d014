package dev.weir.enrich.threat;

import dev.weir.ecs.EcsFields;
import dev.weir.enrich.Subject;
import dev.weir.lookup.ByteTable;
import java.nio.charset.StandardCharsets;

/** Looks names up; a list that has a domain has all below it. */
final class DomainMatcher implements Matcher {
  private static final byte[] TYPE = "domain-name".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 254;

  @Override
  public boolean match(Subject record, int value, Indicators in, ThreatList into) {
    EcsFields fields = record.fields();
    byte[] bytes = fields.bytes(value);
    int at = fields.at(value);
    int length = fields.length(value);
    if (length == 0 || length > MOST_BYTES) {
      return false;
    }
    length -= bytes[at + length - 1] == '.' ? 1 : 0;
    byte[] lower = record.room(length);
    for (int i = 0; i < length; i++) {
      byte b = bytes[at + i];
      lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
    int place = in.ofDomain(lower, 0, length);
    ByteTable table = in.domains();
    if (place < 0 || !in.notes().isValid(table.value(place), record.seconds())) {
      return false;
    }
    into.fill(
        fields,
        in.notes(),
        table.value(place),
        TYPE,
        table.pool(),
        table.from(place),
        table.length(place));
    return true;
  }
}
