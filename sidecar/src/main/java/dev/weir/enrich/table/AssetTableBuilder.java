package dev.weir.enrich.table;

import dev.weir.address.Prefix;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import dev.weir.lookup.ByteTable;
import dev.weir.lookup.PrefixTableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the rows of a table. Of rows of one key the last holds. */
final class AssetTableBuilder {
  private static final int MOST_VALUE = 1024;
  private static final int MOST_CELLS = 64_000_000;

  private final int columns;
  private final boolean addresses;
  private final int mostRows;
  private final ListRoom room;
  private final ByteTable byText = new ByteTable();
  private final PrefixTableBuilder byAddress = new PrefixTableBuilder();
  private final ByteTable values = new ByteTable();
  private final Prefix prefix = new Prefix();
  private int[] cells = new int[64];
  private int rows;
  private int skipped;
  private long reserved;

  /**
   * A table of so many columns besides its key.
   *
   * @param addresses whether keys are addresses and prefixes
   */
  AssetTableBuilder(int columns, boolean addresses, int mostRows, ListRoom room) {
    this.columns = columns;
    this.addresses = addresses;
    this.mostRows = mostRows;
    this.room = room;
  }

  /**
   * Adds a row.
   *
   * @param row what is in its columns; empty for nothing
   * @throws IOException if there are too many, or the heap has no room for more
   */
  void add(String key, String... row) throws IOException {
    if (rows == mostRows || (long) (rows + 1) * columns > MOST_CELLS) {
      throw new IOException("it has more than " + rows + " entries (max_entries)");
    }
    room.check(heldBytes(), peakBytes());
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    if (key.isBlank() || utf8.length > MOST_VALUE || (addresses && !prefix.parse(key.strip()))) {
      skipped++;
      return;
    }
    if (addresses) {
      byAddress.add(prefix.address(), prefix.bits(), rows);
    } else {
      byText.put(utf8, rows);
    }
    int at = rows * columns;
    if (at + columns > cells.length) {
      cells = Arrays.copyOf(cells, Math.max(at + columns, cells.length * 2));
    }
    for (int column = 0; column < columns; column++) {
      cells[at + column] = place(row[column]);
    }
    rows++;
  }

  private int place(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || utf8.length > MOST_VALUE) {
      return AssetTable.NONE;
    }
    int known = values.find(utf8, 0, utf8.length);
    if (known < 0) {
      values.put(utf8, 0);
      return values.size() - 1;
    }
    return known;
  }

  /**
   * Takes what rows need that are added later.
   *
   * @throws IOException if the heap has no room for them
   */
  void reserve(long bytes) throws IOException {
    reserved += bytes;
    room.check(heldBytes(), peakBytes());
  }

  private long heldBytes() {
    return tableBytes() + byAddress.heldBytes();
  }

  private long peakBytes() {
    // One array grows at a time.
    long growth =
        Math.max(
            Math.max(byText.growthBytes(), values.growthBytes()),
            2L * Integer.BYTES * cells.length);
    return tableBytes() + byAddress.peakBytes() + reserved + growth;
  }

  private long tableBytes() {
    return byText.heapBytes() + values.heapBytes() + (long) Integer.BYTES * cells.length;
  }

  ReadList<AssetTable> build() {
    AssetTable table =
        new AssetTable(
            columns,
            byText.trim(),
            byAddress.build(),
            Arrays.copyOf(cells, rows * columns),
            values.trim());
    return new ReadList<>(table, rows, skipped, heldBytes());
  }
}
