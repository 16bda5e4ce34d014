package dev.weir.pipeline;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what the configuration says for a tag. A tag chooses among known types only. */
public final class Routes {
  private static final String FROM_S3 = "s3.";

  private final Map<String, TypeRoute> byType = new HashMap<>();
  private final TypeRoute other;

  /** Makes the route of each type once. */
  public Routes(LogTypes types, Function<LogType, TypeRoute> route) {
    types.all().forEach(type -> byType.put(type.name(), route.apply(type)));
    other = byType.getOrDefault("json", route.apply(LogTypes.text()));
  }

  /** The route of a type of this name; null if there is none. */
  @Nullable TypeRoute named(String type) {
    return byType.get(type);
  }

  /** The route of {@code s3.<type>} or {@code <type>}; of plain JSON for any other tag. */
  TypeRoute byTag(String tag) {
    String name = tag.startsWith(FROM_S3) ? tag.substring(FROM_S3.length()) : tag;
    return byType.getOrDefault(name, other);
  }
}
