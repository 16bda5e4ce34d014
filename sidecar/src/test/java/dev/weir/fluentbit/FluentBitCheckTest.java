package dev.weir.fluentbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluentBitCheckTest {
  /** A configuration in which nothing loses data. */
  private static final String GOOD =
      """
      [SERVICE]
          storage.path /var/lib/x
      [INPUT]
          name forward
          unix_path /run/in.sock
          buffer_max_size 24M
          storage.type filesystem
      [OUTPUT]
          name forward
          match *
          unix_path /run/out.sock
          require_ack_response true
          retry_limit no_limits
      """;

  private static final String TAIL =
      """
      [INPUT]
          name tail
          tag host.x
          db /x.db
          truncate_long_lines on
          key message
          path_key log.file.path
          offset_key log.offset
          storage.type filesystem
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void whatShipsLosesNothing() throws Exception {
    Path shipped = Path.of("../fluent-bit").toAbsolutePath().normalize();
    String main = Files.readString(shipped.resolve("fluent-bit.conf"));
    List<String> optional = new ArrayList<>();
    Matcher line = Pattern.compile("(?m)^#@INCLUDE (\\S+)$").matcher(main);
    while (line.find()) {
      optional.add(line.group(1));
    }
    assertTrue(optional.size() >= 6, optional.toString());
    Path all = folder.resolve("fluent-bit.conf");
    Files.writeString(
        all,
        main.replaceAll("(?m)^#?@INCLUDE ", "@INCLUDE " + Matcher.quoteReplacement(shipped + "/")));

    Map<String, String> upstream =
        Map.of("WEIR_UPSTREAM", shipped.resolve("upstream.conf").toString());

    // Host logs go to one sidecar or to several in turn: both at once is the user's mistake.
    assertEquals(
        List.of(
            "it takes records of host.auth that output forward (weir_host) in line 3 takes too"),
        FluentBitCheck.check(all, upstream::get, Optional.of(new Version(5, 1, 1))).stream()
            .map(Finding::what)
            .toList());
    Files.writeString(
        all, Files.readString(all).replaceAll("(?m)^@INCLUDE .*outputs-host-upstream.conf$", ""));
    assertEquals(
        List.of(), FluentBitCheck.check(all, upstream::get, Optional.of(new Version(5, 1, 1))));
    assertEquals(
        List.of(),
        FluentBitCheck.check(
            shipped.resolve("fluent-bit.conf"), name -> null, Optional.of(new Version(4, 2, 8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tcp", "-tls"})
  void whatShipsForOtherTransportsLosesNothing(String transport) throws Exception {
    Path shipped = Path.of("../fluent-bit/conf.d").toAbsolutePath().normalize();
    List<String> parts = List.of("service", "inputs" + transport, "outputs" + transport);
    Path main =
        file(
            parts.stream()
                .map(part -> "@INCLUDE " + shipped.resolve(part + ".conf") + "\n")
                .collect(Collectors.joining()));

    assertEquals(
        List.of(), FluentBitCheck.check(main, name -> null, Optional.of(new Version(5, 1, 1))));
  }

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
  void findsNothingInWhatIsGood() throws Exception {
    assertEquals(List.of(), check(GOOD + TAIL));
  }

  /** What is changed in the good configuration, and the loss that is found then. */
  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("retry_limit no_limits", "alias a", "no retry_limit"),
        Arguments.of("retry_limit no_limits", "retry_limit 10", "retry_limit 10"),
        Arguments.of("require_ack_response true", "alias a", "no require_ack_response"),
        Arguments.of("require_ack_response true", "require_ack_response off", "no require_ack"),
        Arguments.of("storage.type filesystem", "alias a", "chunks lie in memory"),
        Arguments.of("storage.type filesystem", "storage.type memory", "chunks lie in memory"),
        Arguments.of("storage.path /var/lib/x", "flush 1", "no storage.path"),
        Arguments.of("buffer_max_size 24M", "alias a", "no buffer_max_size"),
        Arguments.of("buffer_max_size 24M", "buffer_max_size 6M", "buffer_max_size 6M"),
        Arguments.of("buffer_max_size 24M", "buffer_max_size 24M\n    threaded on", "threaded on"),
        Arguments.of("buffer_max_size 24M", "buffer_max_size 24M\n    workers 4", "workers 4"),
        Arguments.of("match *", "match host.*", "no output matches the tag s3.*"),
        Arguments.of("match *", "match *\n    shared_key k", "unix_path together with shared_key"),
        Arguments.of("match *", "match *\n    tag $x", "tag $x"),
        Arguments.of(
            "match *", "match *\n    storage.total_limit_size 1G", "storage.total_limit_size 1G"));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void findsTheLoss(String good, String bad, String what) throws Exception {
    assertTrue(GOOD.contains(good));

    List<Finding> found = check(GOOD.replace(good, bad));

    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().loses());
    assertTrue(found.getFirst().what().startsWith(what), found.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rewrite_tag | s3.* | rule $a ^b$ host.c false | it takes records of s3.*",
        "multiline | * | multiline.parser java | it takes records of s3.*",
        "throttle | s3.aws.* | rate 5 | it takes records of s3.*",
        "grep | s3.* | regex action ^ALLOW$ | it keeps only what matches",
        "parser | * | key_name log | no reserve_data",
        "record_modifier | s3.aws.waf | remove_key _weir | remove_key _weir takes _weir away",
        "record_modifier | s3.* | allowlist_key a | the list lacks _weir",
        "modify | s3.* | remove_wildcard _ | remove_wildcard _ takes _weir away",
        "nest | s3.* | wildcard * | wildcard * takes _weir away",
      })
  void findsFiltersThatBreakTheAccountOfObjects(String name, String match, String key, String what)
      throws Exception {
    String filter =
        "[FILTER]\n    name %s\n    match %s\n    %s\n    emitter_storage.type filesystem\n";

    List<Finding> found = check(GOOD + filter.formatted(name, match, key));
    List<Finding> ofHosts = check(GOOD + filter.formatted(name, "host.*", key));

    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().loses());
    assertEquals(what, found.getFirst().what());
    assertEquals(List.of(), ofHosts);
  }

  @ParameterizedTest
  @CsvSource({
    "lua, it may drop records of s3.*",
    "grep, it drops records of s3.*",
  })
  void cautionsOfFiltersThatMayDrop(String name, String what) throws Exception {
    List<Finding> found = check(GOOD + "[FILTER]\n    name " + name + "\n    match s3.*\n");

    assertEquals(1, found.size(), found.toString());
    assertEquals(false, found.getFirst().loses());
    assertEquals(what, found.getFirst().what());
  }

  @ParameterizedTest
  @CsvSource({
    "db /x.db, no db",
    "truncate_long_lines on, no truncate_long_lines",
    "key message, 'the line is named log, and log.offset is inside log'",
  })
  void findsWhatATailedFileWouldLose(String good, String what) throws Exception {
    List<Finding> found = check(GOOD + TAIL.replace(good, "alias a"));

    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().loses());
    assertEquals(what, found.getFirst().what());
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

  @Test
  void findsThatTheS3OutputKnowsNoUnlimitedTries() throws Exception {
    String output = "[OUTPUT]\n    name s3\n    match host.*\n    retry_limit no_limits\n";

    List<Finding> found = check(GOOD + output);

    assertEquals("retry_limit no_limits", found.getFirst().what());
    assertEquals(List.of(), check(GOOD + output.replace("no_limits", "1000000")));
  }

  @ParameterizedTest
  @CsvSource({
    "3.1.1, 'Before 3.1.2, a forward input that pauses goes on reading and drops what it read'",
    "3.1.9, 'Before 3.2.0, a forward input acknowledges frames that it could not store'",
  })
  void knowsVersionsWithFaults(String version, String why) throws Exception {
    List<Finding> found =
        FluentBitCheck.check(file(GOOD), name -> null, Optional.of(Version.parse("v" + version)));

    assertEquals(List.of(why), found.stream().map(Finding::why).toList());
  }

  @Test
  void saysWhereAndWhatToWrite() throws Exception {
    List<Finding> found = check(GOOD.replace("buffer_max_size 24M", "buffer_max_size 1M"));

    assertEquals(
        folder.resolve("fluent-bit.conf")
            + ":6: LOSES DATA: input forward: buffer_max_size 1M. A larger record closes the"
            + " connection, is sent again, and closes it again, for ever. Write: buffer_max_size"
            + " 24M",
        found.getFirst().toString());
  }

  @Test
  void followsIncludesAndVariables() throws Exception {
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("conf.d/1.conf"), GOOD.substring(0, GOOD.indexOf("[OUTPUT]")));
    Files.writeString(
        folder.resolve("conf.d/2.conf"),
        GOOD.substring(GOOD.indexOf("[OUTPUT]")).replace("no_limits", "${TRIES}"));
    Path main = file("@SET TRIES=3\n@INCLUDE conf.d/*.conf\n");

    List<Finding> set = FluentBitCheck.check(main, name -> null, Optional.empty());
    Files.writeString(main, "@include conf.d/1.conf\n@include conf.d/2.conf\n");
    List<Finding> environment =
        FluentBitCheck.check(main, Map.of("TRIES", "no_limits")::get, Optional.empty());

    assertEquals(1, set.size(), set.toString());
    assertEquals("retry_limit 3", set.getFirst().what());
    assertEquals(folder.resolve("conf.d/2.conf"), set.getFirst().file());
    assertEquals(6, set.getFirst().line());
    assertEquals(List.of(), environment);
  }

  @Test
  void readsTheYamlFormat() throws Exception {
    Path yaml =
        Files.writeString(
            folder.resolve("fluent-bit.yaml"),
            """
            service:
              storage.path: /var/lib/x
            pipeline:
              inputs:
                - name: forward
                  buffer_max_size: 24M
                  storage.type: filesystem
                  processors:
                    logs:
                      - name: multiline
                        emitter_storage.type: filesystem
              outputs:
                - name: forward
                  match: 's3.*'
                  require_ack_response: true
                  processors:
                    logs:
                      - name: content_modifier
                        action: delete
                        key: _weir
                - name: s3
                  match: '*'
                  retry_limit: 1000000
                  processors:
                    logs:
                      - name: sql
            """);

    List<Finding> found = FluentBitCheck.check(yaml, name -> null, Optional.empty());

    assertEquals(
        List.of(
            "10 it takes records of s3.*",
            "13 no retry_limit",
            "18 it works on what is sent to a sidecar"),
        found.stream().map(finding -> finding.line() + " " + finding.what()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@INCLUDE nosuch.conf | :1: includes nosuch.conf: no such file",
        "name forward | :1: a key before the first [SECTION]; is this the classic format?",
        "[INPUT | :1: '[INPUT' lacks its ]",
        "@INCLUDE fluent-bit.conf | :1: included twice, or the last of too many files",
      })
  void saysWhatCannotBeRead(String text, String problem) throws Exception {
    Path file = file(text + "\n");

    FluentBitFileException thrown =
        assertThrows(
            FluentBitFileException.class,
            () -> FluentBitCheck.check(file, name -> null, Optional.empty()));

    assertEquals(file + problem, thrown.getMessage());
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

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("fluent-bit.conf"), text);
  }

  private List<Finding> check(String text) throws Exception {
    return FluentBitCheck.check(file(text), name -> null, Optional.empty());
  }
}
