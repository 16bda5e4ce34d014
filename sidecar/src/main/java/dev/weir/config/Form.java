package dev.weir.config;

/** How the text of a value is understood. */
@FunctionalInterface
interface Form<T> {
  /**
   * Reads the text, after substitution of the environment.
   *
   * @throws IllegalArgumentException if it has another form; the message says what was expected
   */
  T parse(String text);
}
