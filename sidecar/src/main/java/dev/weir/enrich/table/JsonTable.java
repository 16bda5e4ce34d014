package dev.weir.enrich.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.feed.JsonLists;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a table of objects in JSON. Values that are no texts, numbers or booleans are passed over.
 */
final class JsonTable {
  private final TableShape shape;
  private final AssetTableBuilder builder;
  private final String[] row;
  private String key = "";

  JsonTable(TableShape shape, ListRoom room) {
    this.shape = shape;
    this.builder = shape.builder(room);
    this.row = new String[shape.columns().size()];
  }

  ReadList<AssetTable> read(InputStream bytes) throws IOException {
    try (JsonParser json = JsonLists.open(bytes)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
        throw new IOException("it is no table: neither an array nor an object of JSON");
      }
      JsonToken token = first == JsonToken.START_ARRAY ? json.nextToken() : first;
      for (; token == JsonToken.START_OBJECT; token = json.nextToken()) {
        object(json);
        builder.add(key, row.clone());
      }
      if (token != (first == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : null)) {
        throw new IOException("it is no table: a row is no object");
      }
    }
    return builder.build();
  }

  /** Reads one row into {@code key} and {@code row}. */
  private void object(JsonParser json) throws IOException {
    key = "";
    Arrays.fill(row, "");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      String text = value.isScalarValue() && value != JsonToken.VALUE_NULL ? json.getText() : "";
      if (name.equals(shape.key())) {
        key = text;
      }
      int column = shape.columns().indexOf(name);
      if (column >= 0) {
        row[column] = text;
      }
      json.skipChildren();
    }
  }
}
