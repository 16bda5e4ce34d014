package dev.weir.type;

import dev.weir.yaml.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the type that a misspelt name was meant to be. */
public final class TypeSpelling {
  private TypeSpelling() {}

  /** The type nearest to the given name, which may lack what stands before the first dot. */
  public static Optional<String> nearest(String given, Collection<String> types) {
    Map<String, String> spelt = new LinkedHashMap<>();
    types.forEach(type -> spelt.put(type, type));
    types.forEach(type -> spelt.putIfAbsent(type.substring(type.indexOf('.') + 1), type));
    return Spelling.nearest(given, spelt.keySet()).map(spelt::get);
  }
}
