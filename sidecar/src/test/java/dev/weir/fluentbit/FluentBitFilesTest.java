package dev.weir.fluentbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked: the files that ship, includes, variables, both formats. */
class FluentBitFilesTest extends CheckedFolder {
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
            "it takes records of host.linux.auth that output forward (weir_host) in line 3 takes too"),
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
}
