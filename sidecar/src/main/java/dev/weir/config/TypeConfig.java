package dev.weir.config;

import dev.weir.type.LogType;
import dev.weir.type.Period;
import dev.weir.type.TypeFile;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a type of log.
 *
 * @param type its name, part of the index name
 * @param defined what its own file says of it, or null
 * @param period how much time one index holds; null for what the type has, a day for a new one
 * @param timeFields where the event's time is, asked in this order before the type's own fields
 * @param indices what is said of its indices
 */
public record TypeConfig(
    String type,
    @Nullable LogType defined,
    @Nullable Period period,
    List<String> timeFields,
    IndexConfig indices) {

  static TypeConfig read(String type, Section section) {
    return new TypeConfig(
        type,
        defined(type, section),
        section.optional("period", Forms.choice(Period.class)),
        section.list("time_fields", List.of(), Forms.TEXT),
        IndexConfig.read(section));
  }

  private static @Nullable LogType defined(String type, Section section) {
    Path file = section.optional("file", Forms.FILE);
    if (file == null) {
      return null;
    }
    try {
      LogType defined = TypeFile.read(file);
      if (!defined.name().equals(type)) {
        section.problem("file", "the type " + defined.name() + " in " + file, "the type " + type);
      }
      return defined;
    } catch (InvalidFileException e) {
      for (Problem problem : e.problems()) {
        section.problem("file", file + ", " + problem, "a type's file without mistakes");
      }
      return null;
    }
  }
}
