package dev.weir.enrich.table;

import dev.weir.address.IpAddress;
import dev.weir.lookup.ByteTable;
import dev.weir.lookup.PrefixTable;

/** A table whose rows are found by one of its columns. Immutable; holds no object for each row. */
public final class AssetTable {
  /** No row, or nothing in a cell. */
  static final int NONE = -1;

  private final int columns;
  private final ByteTable byText;
  private final PrefixTable byAddress;
  private final int[] cells;
  private final ByteTable values;

  /**
   * A table.
   *
   * @param cells for each row its columns, as places in {@code values}
   */
  AssetTable(int columns, ByteTable byText, PrefixTable byAddress, int[] cells, ByteTable values) {
    this.columns = columns;
    this.byText = byText;
    this.byAddress = byAddress;
    this.cells = cells;
    this.values = values;
  }

  /** The row of this key. */
  int find(byte[] key, int at, int length) {
    int place = byText.find(key, at, length);
    return place < 0 ? NONE : byText.value(place);
  }

  /** The row of the most specific prefix that holds the address. */
  int find(IpAddress address) {
    return byAddress.find(address);
  }

  /** Where in {@link #values} the cell is; {@code NONE} if nothing is in it. */
  int cell(int row, int column) {
    return cells[row * columns + column];
  }

  /** What is in cells. */
  ByteTable values() {
    return values;
  }
}
