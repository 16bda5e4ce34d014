package dev.weir.sink.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.type.FieldType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a type says of a native field. */
sealed interface NativeShape {
  /** One value or several, none with members. */
  record Values() implements NativeShape {}

  /** Objects of any members. */
  record Open() implements NativeShape {}

  /** An object of these members. */
  record Members(Map<String, NativeShape> byName) implements NativeShape {

    /**
     * Sorts the members of an object into those that are as they shall be and those that are not or
     * of which nothing is said.
     */
    void divide(ObjectNode object, ObjectNode stays, Tidying tidying, ObjectNode moves) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        JsonNode value = member.getValue();
        NativeShape shape = byName.get(name);
        if (shape instanceof Values && isValues(value)) {
          stays.set(name, value);
        } else if (shape instanceof Open && isOpen(value)) {
          stays.set(name, tidying.tidy(value));
        } else if (shape instanceof Members members && value instanceof ObjectNode inner) {
          ObjectNode innerMoves = NativeTree.JSON.createObjectNode();
          ObjectNode innerStays = NativeTree.JSON.createObjectNode();
          members.divide(inner, innerStays, tidying, innerMoves);
          if (!innerStays.isEmpty() || innerMoves.isEmpty()) {
            stays.set(name, innerStays);
          }
          if (!innerMoves.isEmpty()) {
            tidying.put(moves, name, innerMoves);
          }
        } else {
          tidying.add(moves, name, value);
        }
      }
    }

    private static boolean isValues(JsonNode value) {
      if (value.isArray()) {
        for (JsonNode element : value) {
          if (!isValues(element)) {
            return false;
          }
        }
        return true;
      }
      return !value.isObject();
    }

    private static boolean isOpen(JsonNode value) {
      if (value.isArray()) {
        for (JsonNode element : value) {
          if (!element.isObject()) {
            return false;
          }
        }
        return true;
      }
      return value.isObject() || value.isNull();
    }
  }

  /** The shape of a type's native fields at the top of a document. */
  static Members of(Map<String, FieldType> fields) {
    Members top = new Members(new HashMap<>());
    fields.forEach((name, type) -> put(top, name, type));
    // Every type may have lines that are not understood.
    top.byName().putIfAbsent("message", new Values());
    return top;
  }

  private static void put(Members top, String path, FieldType type) {
    Members at = top;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      @Nullable NativeShape inner =
          at.byName().computeIfAbsent(names[i], absent -> new Members(new HashMap<>()));
      if (!(inner instanceof Members members)) {
        return;
      }
      at = members;
    }
    at.byName().putIfAbsent(names[names.length - 1], type.isObject() ? new Open() : new Values());
  }
}
