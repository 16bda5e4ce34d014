package dev.weir.cli;

import java.util.Optional;

/**
 * Whether something could be reached.
 *
 * @param what the thing, such as {@code opensearch https://…}; no secret in it
 * @param problem why not, in plain words; empty if it could
 * @param good what is said if it could
 */
public record Reached(String what, Optional<String> problem, String good) {
  /** Something that answers. */
  public Reached(String what, Optional<String> problem) {
    this(what, problem, "reached");
  }

  /** A place where a daemon would listen: nobody else is there. */
  static Reached listening(String what, Optional<String> problem) {
    return new Reached(what, problem, "free, weir can listen there");
  }
}
