package dev.weir.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The linters of PyPI are there, at the version that their findings were judged with. */
class PythonToolTest {
  @ParameterizedTest
  @CsvSource({"cfn-lint, cfn-lint 1.58.0", "checkov, 3.3.30"})
  void hasThePinnedVersion(String name, String version) throws Exception {
    Tool.Finished finished = PythonTool.named(name).run(List.of("--version"));

    assertEquals(version, finished.output().strip());
    assertEquals(0, finished.code());
  }
}
