package dev.weir.record;

import dev.weir.ecs.EcsField;
import dev.weir.event.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of records, found by its name once and looked up in each of them; see {@link FieldNames}.
 */
public sealed interface FieldReference {
  /**
   * Whether the field is there before anything was added to the record: then whoever asks for
   * nothing else can decide early.
   */
  default boolean isInRecord() {
    return switch (this) {
      case Field(FieldPath _, @Nullable EcsField normal) -> normal == null;
      case Around _ -> true;
      case OfFlag _ -> false;
    };
  }

  /**
   * A field of the record itself, else one of the normal form.
   *
   * @param normal null if the normal form has no field of this name
   */
  record Field(FieldPath path, @Nullable EcsField normal) implements FieldReference {}

  /**
   * A field of the record around this one.
   *
   * @param paths where it may be; the first that is there counts
   */
  record Around(List<FieldPath> paths) implements FieldReference {
    public Around {
      paths = List.copyOf(paths);
    }
  }

  /**
   * A flag, 1 or 0 where the record's type has it.
   *
   * @param place among all flags
   */
  record OfFlag(int place) implements FieldReference {}
}
