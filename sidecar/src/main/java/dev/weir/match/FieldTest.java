package dev.weir.match;

import dev.weir.yaml.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field must be like, as flags and conditions of the filter write it: operators, which all
 * have to hold. An absent field meets only {@code exists: false}.
 *
 * @param written the operators with their values, as the file has them
 * @param exists whether the field has to be there; null if that follows from the others
 * @param some what one of the field's values must be; null for anything
 * @param none what none of its values may be; null for nothing
 */
public record FieldTest(
    Map<String, Object> written,
    @Nullable Boolean exists,
    @Nullable ValueTest some,
    @Nullable ValueTest none) {
  /** What to say to who gives no operator. */
  public static final String EXPECTED = "one of " + String.join(", ", FieldTestReader.OPERATORS);

  public FieldTest {
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }

  /**
   * Reads the operators of a section, and reports what is wrong with them.
   *
   * @param list another word for {@code in}; null for none
   */
  public static FieldTest read(Section section, @Nullable String list) {
    return new FieldTestReader(section).read(list);
  }

  /** Whether there is no operator. */
  public boolean isEmpty() {
    return written.isEmpty();
  }

  /** Whether it holds where the field is not there, and nowhere else. */
  public boolean isAbsence() {
    return exists != null && !exists;
  }

  /** What is written makes the tests, which do not compare. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldTest test && test.written.equals(written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }
}
