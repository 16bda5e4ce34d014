package dev.weir.match;

import dev.weir.event.FieldValue;
import java.util.List;

/** One of several tests, each of which takes values as they came. */
record AnyTest(List<ValueTest> tests) implements ValueTest {
  AnyTest {
    tests = List.copyOf(tests);
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    // Without an iterator, which would be made for each value.
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).isMetBy(value)) {
        return true;
      }
    }
    return false;
  }
}
