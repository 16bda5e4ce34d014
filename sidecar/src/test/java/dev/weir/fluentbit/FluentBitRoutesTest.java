package dev.weir.fluentbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way records go: outputs, upstreams, tags. */
class FluentBitRoutesTest extends CheckedFolder {
  @ParameterizedTest
  @CsvSource({
    "unix_path /run/out.sock, 0",
    "host 127.0.0.1, 0",
    "host localhost, 0",
    "host sidecar.example, 1",
    "host ${SIDECAR}, 1",
    "upstream up.conf, 1",
  })
  void cautionsOfASidecarThatMayVanishUnnoticed(String where, int findings) throws Exception {
    Files.writeString(folder.resolve("up.conf"), "[UPSTREAM]\n    name u\n");
    String output =
        GOOD.substring(GOOD.indexOf("[OUTPUT]"))
            .replace("match *", "match host.*")
            .replace("unix_path /run/out.sock", where);

    List<Finding> found = check(GOOD + output);

    assertEquals(findings, found.size(), found.toString());
    assertTrue(found.stream().noneMatch(Finding::loses), found.toString());
    assertEquals(List.of(), check(GOOD + output + "    net.tcp_keepalive on\n"));
    assertEquals(
        where.startsWith("unix_path") ? 1 : 0,
        check(GOOD + output + "    net.io_timeout 120\n").size());
  }

  @Test
  void readsTheNodesOfAnUpstreamFile() throws Exception {
    Files.writeString(
        folder.resolve("up.conf"),
        """
        [UPSTREAM]
            name u
        [NODE]
            name a
            require_ack_response true
        [NODE]
            name b
        """);
    String output =
        """
        [OUTPUT]
            name forward
            match host.*
            upstream up.conf
            retry_limit no_limits
            net.tcp_keepalive on
        """;

    List<Finding> found = check(GOOD + output);

    assertEquals(1, found.size(), found.toString());
    assertEquals(folder.resolve("up.conf"), found.getFirst().file());
    assertEquals(6, found.getFirst().line());
    assertEquals("node b", found.getFirst().section());
  }

  @Test
  void saysThatAnUpstreamFileCannotBeFollowed() throws Exception {
    String output =
        """
        [OUTPUT]
            name forward
            match host.*
            upstream ${UP}/up.conf
            retry_limit no_limits
            net.tcp_keepalive on
        """;

    List<Finding> found = check(GOOD.replace("match *", "match s3.*") + output);

    assertEquals(1, found.size(), found.toString());
    assertEquals(17, found.getFirst().line());
    assertEquals(
        "upstream ${UP}/up.conf, and that variable is not set here", found.getFirst().what());
  }

  @ParameterizedTest
  @CsvSource({
    "match *, true",
    "match s3.aws.*, true",
    "match *.waf, true",
    "match_regex ^s3\\., true",
    "match host.*, false",
    "match_regex ^host\\., false",
  })
  void findsTwoOutputsThatTakeTheSameRecords(String match, boolean twice) throws Exception {
    String output =
        """
        [OUTPUT]
            name forward
            alias other
            %s
            unix_path /run/other.sock
            require_ack_response true
            retry_limit no_limits
        """;
    String good = GOOD.replace("match *", "match s3.*");

    List<Finding> found = check(good + output.formatted(match));
    List<Finding> turned =
        check(
            good.replace("match s3.*", match)
                + output.formatted("match s3.*")
                + TAIL.replace("host.x", "host.*"));

    assertEquals(
        twice ? List.of("output forward (other)") : List.of(),
        found.stream().map(Finding::section).toList());
    assertEquals(
        twice,
        turned.stream()
            .map(Finding::what)
            .anyMatch("it takes records of s3.* that output forward in line 8 takes too"::equals));
  }

  @Test
  void letsAnOutputOfAnotherKindTakeTheSameRecords() throws Exception {
    String output = "[OUTPUT]\n    name s3\n    match *\n    retry_limit 1000000\n";

    assertEquals(List.of(), check(GOOD + output));
  }

  @ParameterizedTest
  @CsvSource({
    "s3.*, s3.*, true",
    "*, s3.*, true",
    "s3.aws.waf, s3.*, true",
    "*.waf, s3.*, true",
    "host.*, s3.*, false",
    "s3, s3.*, false",
    "*a*b, c*b, true",
    "'', s3.*, false",
  })
  void knowsWhichTagsGlobsShare(String a, String b, boolean expected) {
    assertEquals(expected, Tags.overlap(a, b));
    assertEquals(expected, Tags.overlap(b, a));
  }
}
