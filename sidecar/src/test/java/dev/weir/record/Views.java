package dev.weir.record;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.LogEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of records, and names of their fields. */
public final class Views {
  private Views() {}

  /** Names of fields, and of these flags. */
  public static FieldNames names(String... flags) {
    return new FieldNames(EcsSchema.get(), List.of(flags));
  }

  /** A view of a record without flags and normal form. */
  public static RecordView of(LogEvent record, @Nullable LogEvent around) {
    return of(record, around, names(), new EcsFields(EcsSchema.get()));
  }

  /** A view of a record with this normal form. */
  public static RecordView of(
      LogEvent record, @Nullable LogEvent around, FieldNames names, EcsFields normal) {
    RecordView view = new RecordView(names, normal, record);
    view.begin(record, around);
    return view;
  }
}
