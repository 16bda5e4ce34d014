package dev.weir.source;

import dev.weir.type.LogType;
import org.jspecify.annotations.Nullable;

/** What is known of the types of an object's parts before their content is looked at. */
@FunctionalInterface
public interface PartTypes {
  /**
   * The type that a name tells.
   *
   * @param member a member's name in the archive that the object is; null for the object itself
   * @return null to tell it from the content
   */
  @Nullable LogType of(@Nullable String member);

  /** One type for all; null to tell each from its content. */
  static PartTypes all(@Nullable LogType type) {
    return member -> type;
  }
}
