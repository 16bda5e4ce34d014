package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Lua filter that ships, by itself under LuaJIT and inside Fluent Bit. */
@ExtendWith(LabExtension.class)
class LuaFilterTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @Test
  void passesItsOwnTestsUnderLuaJit() throws Exception {
    // A machine without LuaJIT cannot run this; the report then names it as skipped.
    assumeTrue(hasLuaJit(), "install luajit (Debian's package has that name)");
    Path log = folder.resolve("luajit.log");

    Process process =
        new ProcessBuilder("luajit", shipped("lua/test/weir_test.lua").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "luajit does not end");
    assertEquals(0, process.exitValue(), Files.readString(log));
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void keepsWhatItDoesNotChangeInFluentBit(Optional<FluentBit> fluentBit, Lab lab)
      throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    String rules =
        """
        return {
          redact = { "url_password" },
          drop = { { when = { { field = "n", equals = 3 } } } },
          route = { { to = "host.b", tag = "host.a", when = { { field = "n", equals = 4 } } } },
        }
        """;
    String filters =
        inputs(
                "{\"n\":1,\"big\":9007199254740993,\"null\":null,\"list\":[],\"map\":{}}",
                "{\"n\":2,\"u\":\"ftp://u:p@h/\",\"null\":null,\"list\":[],\"map\":{}}",
                "{\"n\":3}",
                "{\"n\":4,\"list\":[null]}")
            + lua("host.*", rules)
            + Files.readString(shipped("conf.d/filters-lua-routes.conf"))
            + Files.readString(shipped("conf.d/outputs-host.conf"));
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit).filters(filters))) {
      awaitRecords(pipeline, 3);

      JsonNode untouched = record(pipeline, 1);
      assertEquals(9_007_199_254_740_993L, untouched.path("big").asLong());
      JsonNode changed = record(pipeline, 2);
      assertEquals("ftp://u:[redacted]@h/", changed.path("u").asText());
      for (JsonNode kept : new JsonNode[] {untouched, changed}) {
        assertTrue(kept.path("null").isNull(), kept.toString());
        assertTrue(kept.path("list").isArray() && kept.path("list").isEmpty(), kept.toString());
        assertTrue(kept.path("map").isObject() && kept.path("map").isEmpty(), kept.toString());
      }
      JsonNode routed = record(pipeline, 4);
      assertEquals("[null]", routed.path("list").toString());
      assertFalse(routed.has("_route"), routed.toString());
      assertTrue(record(pipeline, 3).isMissingNode());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void leavesTheAccountOfObjectsWhole(Optional<FluentBit> fluentBit, Lab lab) throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    String rules =
        """
        return {
          redact = { "url_password", "aws_access_key" },
          drop = { { tag = "s3.aws.waf", when = { { field = "action", equals = "BLOCK" } } } },
        }
        """;
    PipelineOptions options = PipelineOptions.of(fluentBit).filters(lua("*", rules));
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 31, 1_000).waf(5).trail(2);
      long blocked = load.truth().flags().getOrDefault("B_action", 0L);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(blocked, summary.droppedInFluentBit());
      assertEquals(load.truth().records() - blocked, summary.indexed());
    }
  }

  /** The filter that ships, on the given tags and rules. */
  private String lua(String match, String rules) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("lua"));
    Files.copy(shipped("lua/weir.lua"), scripts.resolve("weir.lua"));
    Files.copy(shipped("lua/secrets.lua"), scripts.resolve("secrets.lua"));
    Files.writeString(scripts.resolve("rules.lua"), rules);
    return Files.readString(shipped("conf.d/filters-lua.conf"))
            .replaceAll("(?m)^(    match +)host\\.\\*", "$1" + match)
            .replace("lua/weir.lua", scripts.resolve("weir.lua").toString())
        + "\n";
  }

  private static String inputs(String... records) {
    StringBuilder inputs = new StringBuilder();
    for (String record : records) {
      inputs
          .append("[INPUT]\n    name dummy\n    tag host.a\n    samples 1\n    dummy ")
          .append(record)
          .append("\n\n");
    }
    return inputs.toString();
  }

  private static void awaitRecords(Pipeline pipeline, long count) {
    Eventually.until(
        DEADLINE,
        () -> {
          pipeline.search().refresh();
          return pipeline.search().count("weir-json-*") >= count;
        },
        () -> "not indexed:\n" + pipeline.weir().tail());
    assertEquals(count, pipeline.search().count("weir-json-*"));
  }

  private static JsonNode record(Pipeline pipeline, int n) {
    return pipeline
        .search()
        .ask("GET", "/weir-json-*/_search?q=n:" + n, null)
        .at("/hits/hits/0/_source");
  }

  private static Path shipped(String file) {
    return Pipeline.shippedConfiguration().resolve(file);
  }

  private static boolean hasLuaJit() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("luajit", "-v").redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
