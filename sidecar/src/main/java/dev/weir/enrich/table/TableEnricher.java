package dev.weir.enrich.table;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Subject;
import dev.weir.enrich.Tally;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.feed.KeptList;
import dev.weir.lookup.ByteTable;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins records with a table: the row of the first value of the given fields that has one gives its
 * columns to the record.
 */
public final class TableEnricher implements Enricher {
  private final KeptList<AssetTable> table;
  private final boolean addresses;
  private final Join[] joins;
  private final EcsField[] targets;
  private final EcsField[] labelled;
  private final byte[][] labels;
  private final Tally tally;

  /**
   * Joins with a table.
   *
   * @param addresses whether its keys are addresses and prefixes
   * @param fields whose values are keys: of the normal form, or else of the log
   * @param targets the field of the normal form that each column goes to
   * @param labels texts that fields get where there is a row
   */
  public TableEnricher(
      KeptList<AssetTable> table,
      boolean addresses,
      List<String> fields,
      List<String> targets,
      Map<String, String> labels,
      Tally tally) {
    EcsSchema schema = EcsSchema.get();
    this.table = table;
    this.addresses = addresses;
    this.joins = fields.stream().map(Join::of).toArray(Join[]::new);
    this.targets = targets.stream().map(schema::field).toArray(EcsField[]::new);
    this.labelled = labels.keySet().stream().map(schema::field).toArray(EcsField[]::new);
    this.labels =
        labels.values().stream()
            .map(label -> label.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.tally = tally;
  }

  /** A field whose values are keys: one of both. */
  private record Join(@Nullable EcsField normal, @Nullable FieldPath own) {
    static Join of(String name) {
      return EcsSchema.get().has(name)
          ? new Join(EcsSchema.get().field(name), null)
          : new Join(null, FieldPath.of(name));
    }
  }

  @Override
  public void enrich(Subject record) throws MsgpackException {
    AssetTable rows = table.get();
    if (rows == null) {
      return;
    }
    boolean asked = false;
    for (Join join : joins) {
      int row = AssetTable.NONE;
      if (join.normal != null) {
        EcsFields fields = record.fields();
        int value = fields.first(join.normal);
        for (; value >= 0 && row < 0; value = fields.next(value)) {
          if (fields.isText(value)) {
            asked = true;
            row = find(record, rows, fields.bytes(value), fields.at(value), fields.length(value));
          }
        }
      } else if (join.own != null && isThere(record, join.own)) {
        asked = true;
        row = findOwn(record, rows);
      }
      if (row >= 0) {
        tally.count(true);
        fill(record.fields(), rows, row);
        return;
      }
    }
    if (asked) {
      tally.count(false);
    }
  }

  /** Whether the log has the field; what a filter took or masked does not come back here. */
  private static boolean isThere(Subject record, FieldPath path) throws MsgpackException {
    return record.event().find(path, record.value()) && !record.event().isChanged(record.value());
  }

  private int findOwn(Subject record, AssetTable rows) {
    FieldValue value = record.value();
    if (value.isText()) {
      return find(record, rows, value.bytes(), value.at(), value.length());
    }
    byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
    return find(record, rows, text, 0, text.length);
  }

  private int find(Subject record, AssetTable rows, byte[] key, int at, int length) {
    if (!addresses) {
      return rows.find(key, at, length);
    }
    return record.address().parse(key, at, length) ? rows.find(record.address()) : AssetTable.NONE;
  }

  private void fill(EcsFields fields, AssetTable rows, int row) {
    ByteTable values = rows.values();
    for (int column = 0; column < targets.length; column++) {
      int cell = rows.cell(row, column);
      if (cell >= 0 && !fields.has(targets[column])) {
        fields.set(targets[column], values.pool(), values.from(cell), values.length(cell));
      }
    }
    for (int i = 0; i < labelled.length; i++) {
      if (!fields.has(labelled[i])) {
        fields.set(labelled[i], labels[i], 0, labels[i].length);
      }
    }
  }
}
