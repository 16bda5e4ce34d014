package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.event.JsonBuffer;
import java.util.List;

/** A value that a type's file says in full, made JSON once. Immutable. */
final class Constant {
  private final EcsField field;
  private final List<String> texts;
  private final byte[] json;

  /** A text, a number where the field holds numbers, an array of several. */
  Constant(EcsField field, List<String> texts) {
    this.field = field;
    this.texts = List.copyOf(texts);
    this.json = json();
  }

  /**
   * Gives it to its field.
   *
   * @param beside whether beside what the field has, instead of in its place
   */
  void put(EcsFields fields, boolean beside) {
    if (beside && field.type() != EcsField.Type.LONG) {
      texts.forEach(text -> fields.add(field, text));
    } else {
      fields.setJson(field, json);
    }
  }

  private byte[] json() {
    JsonBuffer out = new JsonBuffer(64);
    for (int i = 0; i < texts.size(); i++) {
      if (texts.size() > 1) {
        out.raw(i == 0 ? '[' : ',');
      }
      if (field.type() == EcsField.Type.LONG) {
        out.number(Long.parseLong(texts.get(i)));
      } else {
        out.string(texts.get(i));
      }
    }
    return (texts.size() > 1 ? out.raw(']') : out).toByteArray();
  }
}
