package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lies in archive, deb and rpm. */
class ContentTest {
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "weir-(lab|e2e|bench|faults|fuzz|races|deploy|package|supply|style)|junit|s3proxy|elasticmq"
              + "|lincheck|jazzer|archunit|jdeb|packager-rpm|opensearch-3|lucene|fluency|/test/");

  @Test
  void allThreeHaveTheSameFiles() {
    Predicate<String> ofDebianAlone =
        path ->
            path.startsWith("/usr/share/doc/weir/")
                || path.startsWith("/usr/share/lintian/")
                || path.startsWith("/usr/share/zsh/");
    Set<String> archive = files(archive());
    Set<String> deb = files(deb());
    Set<String> rpm = files(lines("rpm", "-qlp", "--nosignature", Packages.rpm().toString()));

    archive.removeIf(ofDebianAlone);
    deb.removeIf(ofDebianAlone);
    // rpm lists the folders that it owns beside the files.
    rpm.removeIf(ofDebianAlone);
    rpm.retainAll(archive);
    assertEquals(archive, deb);
    assertEquals(archive, rpm);
  }

  @Test
  void hasThePartsOfAnInstallation() {
    Set<String> files = files(archive());

    for (String part :
        List.of(
            "/opt/weir/bin/weir",
            "/opt/weir/bin/weir-start-cache",
            "/opt/weir/weir.jar",
            "/opt/weir/runtime/bin/java",
            "/opt/weir/share/LICENSE",
            "/opt/weir/share/bom.json",
            "/opt/weir/share/weir.example.yaml",
            "/opt/weir/share/fluent-bit/fluent-bit.conf",
            "/etc/weir/fluent-bit/fluent-bit.conf",
            "/etc/weir/fluent-bit/conf.d/service.conf",
            "/usr/bin/weir",
            "/usr/share/man/man1/weir.1.gz",
            "/usr/share/man/man1/weir-run.1.gz",
            "/usr/share/man/man1/weir-alerts-list.1.gz",
            "/usr/share/bash-completion/completions/weir",
            "/usr/share/zsh/site-functions/_weir",
            "/usr/share/fish/vendor_completions.d/weir.fish")) {
      assertTrue(files.contains(part), part);
    }
    assertTrue(files(deb()).contains("/usr/share/zsh/vendor-completions/_weir"));
  }

  @Test
  void hasNothingOfTheTestsOrTheLab() {
    List<String> found =
        files(archive()).stream().filter(file -> OF_TESTS.matcher(file).find()).toList();

    assertEquals(List.of(), found);
  }

  @Test
  void doesNotShipAnActiveConfiguration() {
    assertTrue(files(archive()).stream().noneMatch("/etc/weir/weir.yaml"::equals));
  }

  @Test
  void configurationIsForWeirsGroupAlone() {
    List<String> open =
        lines("tar", "-tvzf", Packages.archive().toString()).stream()
            .filter(line -> line.contains("/etc/weir/"))
            .filter(line -> !line.matches("(-rw-r-----|drwxr-x---) root/weir .*"))
            .toList();

    assertEquals(List.of(), open);
  }

  @Test
  void checksumsAreRight() {
    Tool.Finished checked =
        Tool.named("sha256sum").run(Packages.folder(), Map.of(), List.of("--check", "SHA256SUMS"));

    assertEquals(0, checked.code(), checked.output());
    assertEquals(4, checked.output().lines().count(), checked.output());
  }

  static List<String> lines(String program, String... arguments) {
    Tool.Finished finished = Tool.named(program).run(List.of(arguments));
    assertEquals(0, finished.code(), finished.output());
    return finished.output().lines().toList();
  }

  private static List<String> archive() {
    Path archive = Packages.archive();
    String folder = archive.getFileName().toString().replace(".tar.gz", "");
    return lines("tar", "-tzf", archive.toString()).stream()
        .map(line -> line.substring(folder.length()))
        .toList();
  }

  private static List<String> deb() {
    return lines("dpkg-deb", "--contents", Packages.deb().toString()).stream()
        .map(line -> line.replaceFirst(" -> .*", "").replaceFirst("^.* \\./", "/"))
        .toList();
  }

  private static Set<String> files(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.endsWith("/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
