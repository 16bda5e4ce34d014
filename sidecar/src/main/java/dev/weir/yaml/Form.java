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

  /** What it takes, for those who write files. */
  default Takes takes() {
    return Takes.UNSAID;
  }

  /** The same form, of which is said what it takes. */
  static <T> Form<T> of(Takes takes, Form<T> form) {
    return new Form<>() {
      @Override
      public T parse(String text) {
        return form.parse(text);
      }

      @Override
      public Takes takes() {
        return takes;
      }

      @Override
      public boolean isSecret() {
        return form.isSecret();
      }
    };
  }

  /** Whether the text must not be shown. */
  default boolean isSecret() {
    return false;
  }
}
