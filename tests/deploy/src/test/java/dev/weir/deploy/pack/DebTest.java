package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deb, by Debian's own tools. */
class DebTest {
  @Test
  void saysWhatItIs() {
    assertEquals("weir", field("Package"));
    assertEquals(Packages.NUMBER, field("Version"));
    assertTrue(List.of("amd64", "arm64").contains(field("Architecture")));
  }

  @Test
  void lintianFindsNoError() {
    Tool.Finished finished =
        Tool.named("lintian")
            .run(List.of("--allow-root", "--fail-on", "error", Packages.deb().toString()));

    assertEquals(0, finished.code(), finished.output());
  }

  @Test
  void keepsTheConfigurationOfFluentBit(@TempDir Path folder) {
    ContentTest.lines(
        "dpkg-deb", "--control", Packages.deb().toString(), folder.resolve("c").toString());

    List<String> kept = ContentTest.lines("cat", folder.resolve("c/conffiles").toString());

    assertTrue(kept.contains("/etc/weir/fluent-bit/fluent-bit.conf"), kept::toString);
    assertTrue(kept.stream().allMatch(path -> path.startsWith("/etc/weir/")), kept::toString);
  }

  @Test
  void scriptsAreShell(@TempDir Path folder) {
    ContentTest.lines(
        "dpkg-deb", "--control", Packages.deb().toString(), folder.resolve("c").toString());

    for (String script : List.of("preinst", "postinst", "prerm", "postrm")) {
      String path = folder.resolve("c").resolve(script).toString();
      assertEquals(List.of(), ContentTest.lines("sh", "-n", path));
    }
  }

  private static String field(String name) {
    return ContentTest.lines("dpkg-deb", "--field", Packages.deb().toString(), name).getFirst();
  }
}
