package dev.weir.sink.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Brings values into a form in which a flat field takes them: the way to a leaf and its text
 * together stay under the 32,766 bytes of a term. Remembers whether it had to leave anything out.
 */
final class Tidying {
  private static final int NAME_CHARACTERS = 256;
  private static final int TEXT_CHARACTERS = 4096;

  /** So deep, with names and a text of three bytes a character, is 27,700 bytes. */
  private static final int DEPTH = 20;

  private static final int VALUES = 10_000;

  private final Names names;
  private int values;
  private boolean lost;

  Tidying(Names names) {
    this.names = names;
  }

  /** Whether something was cut or left out. */
  boolean hasLost() {
    return lost;
  }

  /** Adds each member of an object to another. */
  void addTo(ObjectNode into, ObjectNode from) {
    from.properties().forEach(member -> add(into, member.getKey(), member.getValue()));
  }

  /** Adds one member that is tidy. */
  void put(ObjectNode into, String name, JsonNode value) {
    names.add(into, name(name), value);
  }

  /** Adds one member, unless there are too many. */
  void add(ObjectNode into, String name, JsonNode value) {
    if (isFull()) {
      return;
    }
    names.add(into, name(name), tidy(value, 2));
  }

  /** The value of a field that is open itself. */
  JsonNode tidy(JsonNode value) {
    return tidy(value, 1);
  }

  private JsonNode tidy(JsonNode value, int depth) {
    values++;
    if (value.isContainerNode() && value.isEmpty()) {
      return value;
    }
    if (value.isContainerNode() && depth >= DEPTH) {
      lost = true;
      return NativeTree.JSON.createObjectNode();
    }
    if (value.isObject()) {
      ObjectNode tidied = NativeTree.JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        if (isFull()) {
          break;
        }
        names.add(tidied, name(member.getKey()), tidy(member.getValue(), depth + 1));
      }
      return tidied;
    }
    if (value.isArray()) {
      ArrayNode tidied = NativeTree.JSON.createArrayNode();
      for (JsonNode element : value) {
        if (isFull()) {
          break;
        }
        tidied.add(tidy(element, depth + 1));
      }
      return tidied;
    }
    return value.isTextual()
        ? value.textValue().length() <= TEXT_CHARACTERS
            ? value
            : NativeTree.JSON.getNodeFactory().textNode(cut(value.textValue(), TEXT_CHARACTERS))
        : value;
  }

  private boolean isFull() {
    if (values < VALUES) {
      return false;
    }
    lost = true;
    return true;
  }

  /** Members of a flat field may have any name; one of blanks or dots could not be asked for. */
  private String name(String name) {
    boolean askable = name.chars().anyMatch(c -> c != '.' && !Character.isWhitespace(c));
    return !askable ? "_" : name.length() <= NAME_CHARACTERS ? name : cut(name, NAME_CHARACTERS);
  }

  private String cut(String text, int characters) {
    lost = true;
    int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
    return text.substring(0, end);
  }
}
