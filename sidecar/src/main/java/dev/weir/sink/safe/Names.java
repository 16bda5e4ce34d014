package dev.weir.sink.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives each member of an object a name of its own. One for each document. */
final class Names {
  /** Goes up only: names that are in its way, however many, are passed once. */
  private int number = 1;

  /** Adds a member; under its name with a number behind it, if there is one of its name. */
  void add(ObjectNode object, String name, JsonNode value) {
    String free = name;
    while (object.has(free)) {
      number++;
      free = name + "_" + number;
    }
    object.set(free, value);
  }
}
