package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Prints, in the last module of the build, how many lines of each package the tests reached. */
class CoverageTest {
  private static final Path REPORT = Path.of("../../sidecar/target/site/jacoco/jacoco.csv");
  private static final int PACKAGE = 1;
  private static final int MISSED = 7;
  private static final int COVERED = 8;

  /** Lines that tests reached, and that they did not. */
  private record Lines(int covered, int missed) {
    Lines plus(Lines more) {
      return new Lines(covered + more.covered, missed + more.missed);
    }
  }

  @Test
  void printsTheLinesOfEachPackageThatTestsReached() throws Exception {
    Assumptions.assumeTrue(Files.exists(REPORT), "the sidecar's tests did not run in this build");

    Map<String, Lines> byPackage = byPackage(Files.readAllLines(REPORT));

    assertFalse(byPackage.isEmpty(), "no package in " + REPORT);
    System.out.printf("lines that the sidecar's own tests reached, by package%n");
    byPackage.forEach(
        (name, lines) ->
            System.out.printf(
                "%4d %%  %5d of %5d  %s%n",
                100 * lines.covered() / Math.max(1, lines.covered() + lines.missed()),
                lines.covered(),
                lines.covered() + lines.missed(),
                name));
  }

  @Test
  void addsUpTheClassesOfAPackage() {
    List<String> report =
        List.of(
            "GROUP,PACKAGE,CLASS,IM,IC,BM,BC,LINE_MISSED,LINE_COVERED",
            "weir,dev.weir.a,One,0,0,0,0,3,7",
            "weir,dev.weir.a,Two,0,0,0,0,1,0",
            "weir,dev.weir.b,Three,0,0,0,0,0,2");

    assertEquals(
        Map.of("dev.weir.a", new Lines(7, 4), "dev.weir.b", new Lines(2, 0)), byPackage(report));
  }

  private static Map<String, Lines> byPackage(List<String> report) {
    Map<String, Lines> found = new TreeMap<>();
    for (String line : report.subList(1, report.size())) {
      String[] cells = line.split(",", -1);
      Lines lines = new Lines(Integer.parseInt(cells[COVERED]), Integer.parseInt(cells[MISSED]));
      found.merge(cells[PACKAGE], lines, Lines::plus);
    }
    return found;
  }
}
