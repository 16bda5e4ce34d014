package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsValue;
import java.util.List;

/** A value that a type's file says in full, made once. Immutable. */
final class Constant {
  private final EcsField field;
  private final List<String> texts;
  private final EcsValue[] values;

  /** A text, a number where the field holds numbers, or several. */
  Constant(EcsField field, List<String> texts) {
    this.field = field;
    this.texts = List.copyOf(texts);
    this.values = texts.stream().map(this::value).toArray(EcsValue[]::new);
  }

  private EcsValue value(String text) {
    return field.type() == EcsField.Type.LONG
        ? EcsValue.number(Long.parseLong(text))
        : EcsValue.text(text);
  }

  /**
   * Gives it to its field.
   *
   * @param beside whether beside what the field has, instead of in its place
   */
  void put(EcsFields fields, boolean beside) {
    if (beside && field.type() != EcsField.Type.LONG) {
      texts.forEach(text -> fields.add(field, text));
      return;
    }
    fields.set(field, values[0]);
    for (int i = 1; i < values.length; i++) {
      fields.add(field, values[i]);
    }
  }
}
