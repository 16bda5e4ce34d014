package dev.weir.enrich.threat;

import dev.weir.ecs.EcsFields;
import dev.weir.enrich.Subject;
import dev.weir.lookup.ByteTable;
import java.nio.charset.StandardCharsets;

/** Looks whole URLs up. */
final class UrlMatcher implements Matcher {
  private static final byte[] TYPE = "url".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 4000;

  @Override
  public boolean match(Subject record, int value, Indicators in, ThreatList into) {
    EcsFields fields = record.fields();
    int length = fields.length(value);
    ByteTable table = in.urls();
    if (length > MOST_BYTES || table.size() == 0) {
      return false;
    }
    byte[] key = record.room(length + 2);
    int keyLength = UrlKey.write(fields.bytes(value), fields.at(value), length, key);
    int place = keyLength == 0 ? ByteTable.NONE : table.find(key, 0, keyLength);
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
