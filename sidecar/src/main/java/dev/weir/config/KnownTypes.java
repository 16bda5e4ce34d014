package dev.weir.config;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.TypeSpelling;
import dev.weir.yaml.Form;
import dev.weir.yaml.Takes;
import java.util.Collection;
import java.util.TreeSet;

/** The name of a type that ships or that the file itself names under {@code types}. */
final class KnownTypes implements Form<String> {
  private final TreeSet<String> names = new TreeSet<>();

  KnownTypes(Collection<String> named) {
    LogTypes.shipped().all().stream().map(LogType::name).forEach(names::add);
    names.addAll(named);
  }

  @Override
  public Takes takes() {
    return new Takes.Text("log type", null);
  }

  @Override
  public String parse(String text) {
    String name = LogType.NAME.parse(text);
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          TypeSpelling.nearest(name, names)
              .map(nearest -> "'" + nearest + "', or this name under types")
              .orElseGet(
                  () -> "one of " + String.join(", ", names) + ", or this name under types"));
    }
    return name;
  }
}
