package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir generate}. */
class GenerateCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void writesFilesAndTheirTruth() throws Exception {
    CommandRun run =
        CommandRun.of(
            "generate",
            folder.toString(),
            "--fast",
            "--files",
            "3",
            "--records",
            "50",
            "--seed",
            "7",
            "--enforce",
            "action=BLOCK",
            "--enforce",
            "httpMethod=DELETE",
            "--json");

    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("{\"seed\":7,\"files\":3,\"records\":150,"), run.out());
    assertTrue(run.out().contains("\"B_action\":150"), run.out());
    assertTrue(run.out().contains("\"uncommon_method\":150"), run.out());
    List<Path> files = files();
    assertEquals(3, files.size());
    for (Path file : files) {
      assertEquals(50, Files.readAllLines(file).size());
    }
  }

  @Test
  void countsOneRecordAndOneFileAsOne() {
    CommandRun run =
        CommandRun.of(
            "generate",
            folder.toString(),
            "--fast",
            "--files",
            "1",
            "--records",
            "1",
            "--seed",
            "7");

    assertTrue(run.out().contains("1 record in 1 file, seed 7\n"), run.out());
  }

  @Test
  void sameSeedAndStartGiveTheSameFiles() throws Exception {
    String[] args = {
      "generate",
      "",
      "--fast",
      "--files",
      "2",
      "--records",
      "10",
      "--seed",
      "7",
      "--gzip",
      "--start",
      "2026-01-31T12:00:00Z"
    };
    args[1] = folder.resolve("a").toString();
    CommandRun first = CommandRun.of(args);
    args[1] = folder.resolve("b").toString();
    CommandRun second = CommandRun.of(args);

    assertEquals(first.out(), second.out());
    List<Path> files = files();
    assertEquals(4, files.size());
    assertEquals(-1, Files.mismatch(files.get(0), files.get(2)));
    assertEquals(-1, Files.mismatch(files.get(1), files.get(3)));
  }

  @Test
  void keepsToTheRate() {
    long begun = System.nanoTime();

    CommandRun run =
        CommandRun.of(
            "generate", folder.toString(), "--rate", "600", "--files", "4", "--records", "1");

    assertEquals(0, run.code());
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertTrue(seconds >= 0.3, "four files at ten a second took " + seconds + " s");
  }

  @Test
  void writesCloudTrail() throws Exception {
    CommandRun run =
        CommandRun.of(
            "generate",
            folder.toString(),
            "--type",
            "cloudtrail",
            "--fast",
            "--files",
            "1",
            "--records",
            "5",
            "--region",
            "us-east-1");

    assertEquals(0, run.code());
    assertTrue(
        files().getFirst().toString().contains("/CloudTrail/us-east-1/"), files().toString());
  }

  @Test
  void wrongOptionsAreTwoAndSayWhichAreRight() {
    String target = folder.toString();

    CommandRun field = CommandRun.of("generate", target, "--fast", "--enforce", "colour=red");
    CommandRun share = CommandRun.of("generate", target, "--fast", "--anomalies", "5");
    CommandRun scheme = CommandRun.of("generate", "gs://bucket", "--fast");

    assertEquals(2, field.code());
    assertTrue(field.err().contains("choose one of action, httpSourceName"), field.err());
    assertEquals(2, share.code());
    assertEquals(2, scheme.code());
    assertTrue(scheme.err().contains("a folder or s3://bucket/prefix"), scheme.err());
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
