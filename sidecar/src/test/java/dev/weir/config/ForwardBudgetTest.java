package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.forward.ForwardLimits;
import dev.weir.units.ByteSize;
import dev.weir.yaml.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file's check of the budget and the server's own are one. */
class ForwardBudgetTest {
  private final ConfigFile file = new ConfigFile(name -> null, ByteSize.ofMiB(256));

  @ParameterizedTest
  @CsvSource({"108MiB, 32MiB", "24MiB, 4MiB", "3084MiB, 1GiB"})
  void theLeastBudgetThatTheFileAllowsIsEnough(String budget, String maxFrame) throws Exception {
    var limits = file.parse("weir.yaml", yaml(budget, maxFrame)).config().forward();

    assertEquals(ByteSize.parse(budget), limits.limits().budget());
    assertEquals(ByteSize.parse(maxFrame), limits.limits().frame());
  }

  @Test
  void oneLessIsAProblemOfTheFile() {
    assertThrows(
        InvalidFileException.class, () -> file.parse("weir.yaml", yaml("113246207", "32MiB")));
  }

  @Test
  void theDefaultsFitASmallHeap() throws Exception {
    String yaml = yaml("", "").replaceAll("(budget|max_frame): ,", "");

    ForwardLimits limits = file.parse("weir.yaml", yaml).config().forward().limits();

    assertEquals(ByteSize.ofMiB(102), limits.budget());
    assertEquals(ByteSize.ofMiB(16), limits.frame());
  }

  private static String yaml(String budget, String maxFrame) {
    return """
        forward: { budget: %s, max_frame: %s, listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: http://127.0.0.1:9200 }
        """
        .formatted(budget, maxFrame);
  }
}
