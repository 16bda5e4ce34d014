package dev.weir.letters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters in the order in which they were written, without their bodies.
 *
 * @param letters how they are called, and how much each holds
 */
public record LetterPage(List<Head> letters, @Nullable JsonNode lastSort) {
  /**
   * A dead letter's name and size.
   *
   * @param name its id in {@code weir-dead-letters}
   * @param bytes the most that its body takes
   */
  public record Head(String name, long bytes) {}

  /** Where the first page begins. */
  public static final LetterPage BEFORE_ALL = new LetterPage(List.of(), null);
}
