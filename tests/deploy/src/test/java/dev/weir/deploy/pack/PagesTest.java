package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages and completion. */
class PagesTest {
  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void unpack() {
    ContentTest.lines(
        "tar",
        "-xzf",
        Packages.archive().toString(),
        "--strip-components=1",
        "--no-same-owner",
        "--wildcards",
        "-C",
        folder.toString(),
        "*/usr/share/*");
  }

  @Test
  void manHasNoWarning() throws Exception {
    try (Stream<Path> pages = Files.list(folder.resolve("usr/share/man/man1"))) {
      for (Path page : pages.sorted().toList()) {
        Tool.Finished shown =
            Tool.named("man")
                .run(
                    folder,
                    Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "80", "MANROFFSEQ", ""),
                    List.of("--warnings=w", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString()));
        assertEquals(0, shown.code(), shown.output());
        assertTrue(
            shown.output().lines().noneMatch(line -> line.contains("warning")),
            () -> page + ": " + shown.output());
      }
    }
  }

  @Test
  void manNamesTheOptions() {
    String page =
        String.join(
            "\n",
            ContentTest.lines(
                "man",
                "-l",
                "-P",
                "cat",
                folder.resolve("usr/share/man/man1/weir-run.1.gz").toString()));

    assertTrue(page.contains("--config=FILE"), page);
    assertTrue(page.contains("drains"), page);
  }

  @Test
  void bashCompletesCommandsAndOptions() {
    assertEquals("alerts", completed("weir", "al"));
    assertEquals("list", completed("weir", "alerts", "li"));
    assertEquals("--config", completed("weir", "run", "--con"));
    assertEquals("", completed("weir", "dem"));
  }

  @Test
  void fishReadsItsCompletion() {
    Path file = folder.resolve("usr/share/fish/vendor_completions.d/weir.fish");

    Tool.Finished read =
        Tool.named("fish")
            .run(List.of("--no-config", "-c", "source " + file + "; complete -C 'weir alerts li'"));

    assertEquals(0, read.code(), read.output());
    assertTrue(read.output().startsWith("list"), read.output());
  }

  private static String completed(String... words) {
    Path file = folder.resolve("usr/share/bash-completion/completions/weir");
    String script =
        "compopt() { :; }; source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMPREPLY=(); _complete_weir; echo \"${COMPREPLY[*]}\""
            .formatted(file, String.join(" ", words), words.length - 1);
    return String.join("\n", ContentTest.lines("bash", "-c", script)).strip();
  }
}
