package dev.weir.enrich.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.feed.JsonLists;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads AWS's published ranges of addresses. */
final class AwsRanges {
  private static final String EVERYTHING = "AMAZON";

  /** What a range takes of the heap but for its cells: itself, its list and its prefix. */
  private static final int RANGE_BYTES = 200;

  private final TableShape shape;
  private final List<Range> services = new ArrayList<>();
  private final AssetTableBuilder builder;

  AwsRanges(TableShape shape, ListRoom room) {
    this.shape = shape;
    this.builder = shape.builder(room);
  }

  /** A range of one service, which is to come after those of AMAZON that it is in. */
  private record Range(String prefix, List<String> row) {}

  ReadList<AssetTable> read(InputStream bytes) throws IOException {
    boolean found = false;
    try (JsonParser json = JsonLists.open(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("these are no ranges of AWS: no object of JSON");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean prefixes =
            json.currentName().equals("prefixes") || json.currentName().equals("ipv6_prefixes");
        if (json.nextToken() == JsonToken.START_ARRAY && prefixes) {
          found = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            range(json);
          }
        } else {
          json.skipChildren();
        }
      }
    }
    if (!found) {
      throw new IOException("these are no ranges of AWS: no prefixes");
    }
    for (Range each : services) {
      builder.add(each.prefix, each.row.toArray(String[]::new));
    }
    return builder.build();
  }

  private void range(JsonParser json) throws IOException {
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && members.size() < 16) {
        members.put(name, json.getText());
      }
      json.skipChildren();
    }
    String v4 = members.getOrDefault("ip_prefix", "");
    String prefix = v4.isEmpty() ? members.getOrDefault("ipv6_prefix", "") : v4;
    List<String> row =
        shape.columns().stream().map(column -> members.getOrDefault(column, "")).toList();
    if (EVERYTHING.equals(members.get("service"))) {
      builder.add(prefix, row.toArray(String[]::new));
    } else if (services.size() < shape.mostRows()) {
      builder.reserve(RANGE_BYTES + 2L * prefix.length() + bytes(row));
      services.add(new Range(prefix, row));
    } else {
      throw new IOException("it has more than " + shape.mostRows() + " entries (max_entries)");
    }
  }

  private static long bytes(List<String> row) {
    long bytes = 0;
    for (String cell : row) {
      bytes += 64 + 2L * cell.length();
    }
    return bytes;
  }
}
