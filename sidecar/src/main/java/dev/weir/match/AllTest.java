package dev.weir.match;

import dev.weir.event.FieldValue;
import java.util.List;

/** Several tests, each of which takes values as they came, and all of which have to hold. */
record AllTest(List<ValueTest> tests) implements ValueTest {
  AllTest {
    tests = List.copyOf(tests);
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    // Without an iterator, which would be made for each value.
    for (int i = 0; i < tests.size(); i++) {
      if (!tests.get(i).isMetBy(value)) {
        return false;
      }
    }
    return true;
  }
}
