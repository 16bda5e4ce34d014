package dev.weir.fluentbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FluentBitCheckTest extends CheckedFolder {
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
        Arguments.of(
            "storage.path /var/lib/x",
            "storage.path /x\n    storage.checksum on",
            "storage.checksum on"),
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

  @ParameterizedTest
  @CsvSource({"alias a, log", "key line, line"})
  void cautionsOfALineThatHasAnotherNameInTheDocument(String key, String name) throws Exception {
    String tail = TAIL.replace("key message", key).replace("log.offset", "offset");

    List<Finding> found = check(GOOD + tail);

    assertEquals(1, found.size(), found.toString());
    assertEquals(false, found.getFirst().loses());
    assertEquals("the line is named " + name, found.getFirst().what());
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

  @ParameterizedTest
  @CsvSource({
    "retry_limit no_limits, retry_limit no_limits, retry_limit 3, retry_limit 3",
    "retry_limit no_limits, retry_limit 3, retry_limit no_limits, ",
    "match *, match host.*, match *, ",
    "storage.type filesystem, storage.type filesystem, storage.type memory, chunks lie in memory",
  })
  void takesTheLastOfAKeyAsFluentBitDoes(String good, String first, String second, String what)
      throws Exception {
    List<Finding> found = check(GOOD.replace(good, first + "\n    " + second));

    assertEquals(
        what == null ? List.of() : List.of(what), found.stream().map(Finding::what).toList());
  }

  @Test
  void readsSeveralServiceSectionsAsOne() throws Exception {
    assertEquals(List.of(), check("[SERVICE]\n    flush 1\n" + GOOD));
    assertEquals(List.of(), check(GOOD + "[SERVICE]\n    flush 1\n"));
    assertEquals(
        List.of("storage.checksum on"),
        check(GOOD + "[SERVICE]\n    storage.checksum on\n").stream().map(Finding::what).toList());
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
}
