package dev.weir.enrich.table;

import dev.weir.feed.ListRoom;
import java.util.List;

/**
 * What is taken of a table.
 *
 * @param key the column that rows are found by
 * @param addresses whether that holds addresses and prefixes
 * @param columns the columns that are taken
 * @param mostRows how many rows there may be
 */
public record TableShape(String key, boolean addresses, List<String> columns, int mostRows) {
  public TableShape {
    columns = List.copyOf(columns);
  }

  AssetTableBuilder builder(ListRoom room) {
    return new AssetTableBuilder(columns.size(), addresses, mostRows, room);
  }
}
