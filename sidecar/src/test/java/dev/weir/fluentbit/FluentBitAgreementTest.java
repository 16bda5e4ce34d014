package dev.weir.fluentbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What weir's own configuration and that of Fluent Bit have to agree on. */
class FluentBitAgreementTest extends CheckedFolder {
  private static final WeirSide WEIR =
      new WeirSide(
          List.of(
              new WatchedBucket("logs", List.of("AWSLogs/", "waf"), List.of("waf-old/**")),
              new WatchedBucket("s3", List.of("s3.aws"), List.of()),
              new WatchedBucket("all", List.of(), List.of())),
          Optional.of(Path.of("/var/lib/x")),
          Optional.of(Address.unix(Path.of("/run/in.sock"))),
          true,
          List.of(Address.unix(Path.of("/run/out.sock")), Address.tcp(24225)));

  @Test
  void findsNothingWhereBothAgree() throws Exception {
    assertEquals(List.of(), check(GOOD, WEIR));
    assertEquals(List.of(), check(GOOD.replace("unix_path /run/out.sock", "port 24225"), WEIR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage.path /var/lib/x | storage.path /var/lib/y | 2"
            + " | storage.path /var/lib/y, and source.fluent_bit.storage /var/lib/x",
        "unix_path /run/in.sock | unix_path /run/other.sock | 5"
            + " | no forward input has unix_path /run/in.sock, which is source.forward_to",
        "unix_path /run/in.sock | alias a | 3"
            + " | no forward input has unix_path /run/in.sock, which is source.forward_to",
        "unix_path /run/out.sock | unix_path /run/in.sock | 11"
            + " | unix_path /run/in.sock, and no entry of forward.listeners has it",
        "unix_path /run/out.sock | host localhost | 8"
            + " | port 24224, and no entry of forward.listeners has it",
      })
  void findsWhatDiffers(String good, String bad, int line, String what) throws Exception {
    assertTrue(GOOD.contains(good));

    List<Finding> found = check(GOOD.replace(good, bad), WEIR);

    assertEquals(List.of(what), found.stream().map(Finding::what).toList());
    assertTrue(found.getFirst().loses());
    assertEquals(line, found.getFirst().line());
    assertEquals(List.of(), check(GOOD.replace(good, bad)));
  }

  @ParameterizedTest
  @CsvSource({
    "storage.path /var/lib/x, storage.path ${A}, storage.path",
    "unix_path /run/in.sock, port ${A}, port",
    "unix_path /run/out.sock, unix_path ${A}, unix_path",
  })
  void saysThatAVariableCannotBeCompared(String good, String bad, String key) throws Exception {
    List<Finding> found = check(GOOD.replace(good, bad), WEIR);

    assertEquals(
        List.of(key + " ${A}, and that variable is not set here"),
        found.stream().map(Finding::what).toList());
    assertTrue(found.stream().noneMatch(Finding::loses));
  }

  @Test
  void followsLinksToTheBuffer() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    WeirSide weir = new WeirSide(List.of(), Optional.of(real), Optional.empty(), true, List.of());

    List<Finding> found = check(GOOD.replace("/var/lib/x", link.toString()), weir);

    assertEquals(List.of(), found);
  }

  @Test
  void saysWhatToWriteWhereWeirDoesNotKnowTheBuffer() throws Exception {
    String unset = GOOD.replace("/var/lib/x", "${A}");

    Finding here = check(GOOD, withoutStorage(true)).getFirst();
    Finding variable = check(unset, withoutStorage(true)).getFirst();
    Finding elsewhere = check(GOOD, withoutStorage(false)).getFirst();

    assertEquals(
        "storage.path /var/lib/x, and weir.yaml has no source.fluent_bit.storage", here.what());
    assertEquals("fluent_bit: { storage: /var/lib/x } below source in weir.yaml", here.write());
    assertTrue(here.loses());
    assertEquals(2, here.line());
    assertEquals(
        "the folder of storage.path as source.fluent_bit.storage in weir.yaml", variable.write());
    assertFalse(elsewhere.loses());
  }

  private static WeirSide withoutStorage(boolean sameHost) {
    return new WeirSide(List.of(), Optional.empty(), WEIR.forwardTo(), sameHost, WEIR.listeners());
  }

  @Test
  void saysWhatToExportForAVariable() throws Exception {
    Finding found = check(GOOD.replace("/var/lib/x", "${B}/${A}"), WEIR).getFirst();

    assertEquals("export A=… B=… before this check, with the value Fluent Bit gets", found.write());
  }

  @Test
  void comparesNothingOfOutputsThatLeadElsewhere() throws Exception {
    String hosts =
        GOOD.substring(GOOD.indexOf("[OUTPUT]"))
            .replace("match *", "match host.*")
            .replace("/run/out.sock", "/run/elsewhere.sock");

    assertEquals(List.of(), check(GOOD + hosts, WEIR));
  }

  @ParameterizedTest
  @CsvSource({
    "logs, s3.*, /archive/$TAG/%Y/$UUID.gz, ",
    "logs, *, /AWSLogs/archive/$TAG/$UUID.gz, s3://logs/AWSLogs/",
    "logs, *, /AWSLogs, s3://logs/AWSLogs/",
    "logs, *, /waf-archive/%Y, s3://logs/waf",
    "logs, *, waf-archive/%Y, s3://logs/waf",
    "logs, *, /waf-old/$TAG/%Y, ",
    "logs, *, /$TAG/%Y, ",
    "s3, *, /$TAG/%Y, s3://s3/s3.aws",
    "logs, *, /%Y/$TAG, s3://logs/AWSLogs/",
    "logs, host.*, /$TAG[1]/x, ",
    "logs, s3.*, /$TAG[1]/x, s3://logs/AWSLogs/",
    "logs, *, , ",
    "all, *, , s3://all/",
    "others, *, /AWSLogs/$TAG, ",
  })
  void findsAnArchiveThatWeirWouldRead(String bucket, String match, String format, String prefix)
      throws Exception {
    String output =
        "[OUTPUT]\n    name s3\n    match %s\n    bucket %s\n    retry_limit 1000000\n"
                .formatted(match, bucket)
            + (format == null ? "" : "    s3_key_format " + format + "\n");

    List<Finding> found = check(GOOD + output, WEIR);

    assertEquals(
        prefix == null ? List.of() : List.of("it writes to what weir watches, " + prefix),
        found.stream().map(Finding::what).toList());
    assertTrue(found.stream().allMatch(Finding::loses));
    assertEquals(List.of(), check(GOOD + output));
  }

  @ParameterizedTest
  @CsvSource({"tag, host.a", "tag_prefix, x."})
  void findsATagThatTakesThoseOfObjectsAway(String key, String value) throws Exception {
    String bad =
        GOOD.replace("unix_path /run/in.sock", "unix_path /run/in.sock\n    " + key + " " + value);
    String second =
        """
        [INPUT]
            name forward
            port 24226
            buffer_max_size 24M
            storage.type filesystem
            tag host.b
        """;

    assertEquals(List.of(key + " " + value), check(bad).stream().map(Finding::what).toList());
    assertEquals(List.of(), check(GOOD + second));
    assertEquals(List.of(), check(GOOD + second, WEIR));
    assertEquals(
        List.of(key + " " + value), check(bad + second, WEIR).stream().map(Finding::what).toList());
    assertEquals(2, check(bad + second).size());
  }

  private List<Finding> check(String text, WeirSide weir) throws Exception {
    return FluentBitCheck.check(file(text), name -> null, Optional.empty(), weir);
  }
}
