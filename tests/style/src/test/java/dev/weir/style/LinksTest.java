package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each link from one page to another leads somewhere. Those to other sites are not followed. */
class LinksTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  @Test
  void eachRelativeLinkLeadsToAFileAndAHeadingThatAreThere() throws Exception {
    List<Path> pages = Markdown.files(ROOT);

    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Markdown text = Markdown.read(page);
      for (Markdown.Link link : text.links()) {
        if (!isElsewhere(link.target()) && !isThere(text, link.target())) {
          broken.add(ROOT.relativize(page) + ":" + link.line() + ": " + link.target());
        }
      }
    }

    assertFalse(pages.isEmpty(), "no page found: the test looks in the wrong place");
    assertEquals(List.of(), broken);
  }

  @Test
  void eachPageOfTheDocumentationIsInItsIndex() throws Exception {
    Path docs = ROOT.resolve("docs");
    List<Path> listed =
        Markdown.read(docs.resolve("README.md")).links().stream()
            .map(link -> docs.resolve(link.target()).normalize())
            .toList();

    List<Path> missing = new ArrayList<>(Markdown.files(docs));
    missing.remove(docs.resolve("README.md"));
    missing.removeAll(listed);

    assertEquals(List.of(), missing);
  }

  private static boolean isElsewhere(String target) {
    return target.startsWith("https://") || target.startsWith("http://");
  }

  private static boolean isThere(Markdown page, String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file =
        path.isEmpty()
            ? page.file()
            : page.file().resolveSibling(path).toAbsolutePath().normalize();
    if (!file.startsWith(ROOT) || !Files.exists(file)) {
      return false;
    }
    return hash < 0 || Markdown.read(file).anchors().contains(target.substring(hash + 1));
  }
}
