package dev.weir.match;

import dev.weir.yaml.Environment;
import dev.weir.yaml.YamlFile;

/** Tests of fields, from what a configuration says. */
public final class Operators {
  private Operators() {}

  /** The test that these operators are, such as {@code prefix: /admin}. */
  public static FieldTest of(String yaml) throws Exception {
    YamlFile file = YamlFile.of("operators", "{ " + yaml + " }", Environment.NONE);
    FieldTest test = FieldTest.read(file.root(), "values");
    file.check();
    return test;
  }
}
