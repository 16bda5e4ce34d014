package dev.weir.cli;

import static dev.weir.source.content.Containers.gzip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code weir explain} says of files in which there is nothing, and of those that are not. */
class ExplainNothingTest {
  @TempDir Path folder = Path.of("");

  static Stream<Arguments> contents() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    new ZipOutputStream(zip).close();
    return Stream.of(
        Arguments.of(utf8(""), "it has 0 bytes"),
        Arguments.of(utf8("\n\r\n\n"), "it is empty but for blanks"),
        Arguments.of(gzip(utf8("")), "it is empty but for blanks"),
        Arguments.of(zip.toByteArray(), "it is an archive with nothing in it"),
        Arguments.of(new byte[10_240], "it is an archive with nothing in it"),
        Arguments.of(utf8("{\"Records\":[]}"), "its list of records is empty"),
        Arguments.of(
            utf8("version srcaddr dstaddr action\n"),
            "it has nothing but a header, comments and blank lines"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void saysWhyThereIsNoRecord(byte[] content, String why) throws Exception {
    Path file = Files.write(folder.resolve("a"), content);

    CommandRun text = CommandRun.of("explain", file.toString());
    CommandRun json = CommandRun.of("explain", "--json", file.toString());

    assertEquals(file + ": no record is in it: " + why + "\n", text.err());
    assertTrue(text.out().startsWith("0 records in 1 file\n"), text.out());
    assertEquals(1, text.code());
    assertEquals(text.err(), json.err());
    assertEquals("", json.out());
    assertEquals(1, json.code());
  }

  @Test
  void saysThatAFolderHoldsNoFiles() throws Exception {
    Files.createDirectories(folder.resolve("logs/2026"));

    CommandRun run = CommandRun.of("explain", folder.resolve("logs").toString());

    assertEquals(folder.resolve("logs") + ": no files are in this folder\n", run.err());
    assertEquals("", run.out());
    assertEquals(1, run.code());
  }

  @Test
  void tellsNoTypeOfEmptyContent() throws Exception {
    Path file = Files.write(folder.resolve("a"), gzip(utf8("")));

    assertEquals("0 records in 1 file\n", CommandRun.of("explain", file.toString()).out());
  }

  @Test
  void takesAnEmptyFileAmongOthersForNoProblem() throws Exception {
    Files.writeString(folder.resolve("a.json"), "");
    Files.writeString(folder.resolve("b.json"), "{\"n\":1}\n");

    CommandRun run = CommandRun.of("explain", "--json", folder.toString());

    assertEquals(folder.resolve("a.json") + ": no record is in it: it has 0 bytes\n", run.err());
    assertEquals(1, run.out().lines().count());
    assertEquals(0, run.code());
  }

  @Test
  void takesAnObjectThatIsNeverReadForNoProblem() throws Exception {
    Path digest = Files.writeString(folder.resolve("a.json"), "{}");
    String key = "AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/2026/01/02/x.json.gz";

    CommandRun run = CommandRun.of("explain", "--key", key, digest.toString());

    assertEquals(digest + ": objects of this key are not read: cloudtrail_digest\n", run.err());
    assertEquals(0, run.code());
  }

  @Test
  void saysInOneSentenceThatAFileIsMissingAndReadsTheOthers() throws Exception {
    Path missing = folder.resolve("a\u202eb");
    Path there = Files.writeString(folder.resolve("b.json"), "{\"n\":1}\n");

    CommandRun alone = CommandRun.of("explain", missing.toString());
    CommandRun both = CommandRun.of("explain", "--json", missing.toString(), there.toString());

    assertEquals(folder + "/a\\u202eb: cannot be read: no such file\n", alone.err());
    assertEquals("", alone.out());
    assertEquals(2, alone.code());
    assertEquals(1, both.out().lines().count());
    assertEquals(2, both.code());
  }

  @ParameterizedTest
  @CsvSource({
    "cludtrail, did you mean aws.cloudtrail?",
    "aws.vpcflw, did you mean aws.vpcflow?",
  })
  void namesTheTypeThatIsMeant(String name, String meant) {
    CommandRun run = CommandRun.of("explain", "--type", name, "x");

    assertEquals(
        "weir: no type is named '%s'; %s weir types lists all of them.\n".formatted(name, meant),
        run.err());
    assertEquals(2, run.code());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
