package dev.weir.yaml;

/** How the text of a value is understood. */
@FunctionalInterface
public interface Form<T> {
  /**
   * Reads the text, after substitution of the environment.
   *
   * @throws IllegalArgumentException if it has another form; the message says what was expected
   */
  T parse(String text);

  /** Whether the text must not be shown. */
  default boolean isSecret() {
    return false;
  }
}
