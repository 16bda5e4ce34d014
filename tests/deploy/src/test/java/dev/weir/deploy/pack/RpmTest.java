package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rpm, by rpm itself. */
class RpmTest {
  @Test
  void saysWhatItIs() {
    List<String> said =
        query("--queryformat", "%{NAME}\\n%{VERSION}\\n%{RELEASE}\\n%{LICENSE}\\n%{BUILDHOST}\\n");

    assertEquals(List.of("weir", Packages.NUMBER, "1", "Apache-2.0", "localhost"), said);
  }

  @Test
  void digestsAreRight() {
    List<String> checked = ContentTest.lines("rpm", "-K", Packages.rpm().toString());

    assertTrue(checked.getFirst().endsWith(": digests OK"), checked::toString);
  }

  @Test
  void keepsTheConfigurationOfFluentBit() {
    List<String> flags =
        query("--queryformat", "[%{FILENAMES} %{FILEFLAGS:fflags} %{FILEGROUPNAME}\\n]").stream()
            .filter(line -> line.startsWith("/etc/weir/fluent-bit/fluent-bit.conf "))
            .toList();

    // c: configuration, n: not replaced.
    assertEquals(List.of("/etc/weir/fluent-bit/fluent-bit.conf cn weir"), flags);
  }

  @Test
  void ownsNoFolderOfOthers() {
    List<String> folders =
        query("--queryformat", "[%{FILEMODES:perms} %{FILENAMES}\\n]").stream()
            .filter(line -> line.startsWith("d"))
            .filter(line -> !line.matches(".* (/opt/weir|/etc/weir)(/.*)?|.*\\.service\\.d"))
            .toList();

    assertEquals(List.of(), folders);
  }

  @Test
  void hasTheScriptsOfTheDeb() {
    String scripts = String.join("\n", query("--scripts"));

    assertTrue(scripts.contains("useradd --system"), scripts);
    assertTrue(scripts.contains("/opt/weir/bin/weir-start-cache"), scripts);
    assertTrue(scripts.contains("systemctl daemon-reload"), scripts);
  }

  private static List<String> query(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("-qp", "--nosignature"));
    all.addAll(List.of(arguments));
    all.add(Packages.rpm().toString());
    return ContentTest.lines("rpm", all.toArray(String[]::new));
  }
}
