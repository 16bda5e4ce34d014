package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names, in the last module of the build, the test classes of all modules of which something was
 * skipped: a green build shall not hide what it did not try.
 */
class SkippedTestsTest {
  /** How many tests of a class were skipped, and of how many. */
  private record Count(int skipped, int of) {}

  @AfterAll
  static void nameWhatDidNotRun() throws Exception {
    skipped(Path.of("..", ".."))
        .forEach(
            (name, count) ->
                System.out.printf("not run: %d of %d in %s%n", count.skipped(), count.of(), name));
  }

  @Test
  void findsSkippedTestsInAReport(@TempDir Path root) throws Exception {
    Path reports = Files.createDirectories(root.resolve("tests/one/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-a.SomeTest.xml"),
        """
        <testsuite name="a.SomeTest" tests="3">
          <testcase name="runs"/>
          <testcase name="waits"><skipped message="no Fluent Bit"/></testcase>
          <testcase name="waitsToo"><skipped/></testcase>
        </testsuite>
        """);
    Files.writeString(
        reports.resolve("TEST-a.OtherTest.xml"),
        "<testsuite name=\"a.OtherTest\"><testcase name=\"runs\"/></testsuite>");

    assertEquals(Map.of("a.SomeTest", new Count(2, 3)), skipped(root));
  }

  private static Map<String, Count> skipped(Path root) throws Exception {
    Map<String, Count> found = new TreeMap<>();
    for (Path report : reports(root)) {
      Count count = count(report);
      if (count.skipped() > 0) {
        String file = report.getFileName().toString();
        found.put(file.substring("TEST-".length(), file.length() - ".xml".length()), count);
      }
    }
    return found;
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> reports = new ArrayList<>();
    for (Path modules : List.of(root, root.resolve("tests"))) {
      try (var folders = Files.newDirectoryStream(modules, Files::isDirectory)) {
        for (Path module : folders) {
          Path folder = module.resolve("target/surefire-reports");
          if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
              files.forEach(reports::add);
            }
          }
        }
      }
    }
    return reports;
  }

  private static Count count(Path report) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    int tests = 0;
    int skipped = 0;
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          tests += reader.getLocalName().equals("testcase") ? 1 : 0;
          skipped += reader.getLocalName().equals("skipped") ? 1 : 0;
        }
      }
    }
    return new Count(skipped, tests);
  }
}
