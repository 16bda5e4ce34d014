package dev.weir.cli;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.TypeSpelling;

/** A type that somebody names on the command line. */
final class NamedType {
  private NamedType() {}

  /**
   * The type of this name.
   *
   * @throws WrongUsageException if there is none, with the one that may be meant
   */
  static LogType of(String name, LogTypes types) throws WrongUsageException {
    LogType type = types.named(name);
    if (type != null) {
      return type;
    }
    String meant =
        TypeSpelling.nearest(name, types.all().stream().map(LogType::name).toList())
            .map(nearest -> "did you mean " + nearest + "? ")
            .orElse("");
    throw new WrongUsageException(
        "no type is named '" + name + "'; " + meant + "weir types lists all of them.");
  }
}
