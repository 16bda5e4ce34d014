package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random logs, text and bytes of every type, cut, changed and in containers, as objects that are
 * deleted when they are settled: whatever was planted into an object that is gone is in the
 * documents that were made of it. A build tries the same objects each time; {@code -Dweir.seed} and
 * {@code -Dweir.deleted.objects} try others and more.
 */
@ExtendWith(LabExtension.class)
class NothingDeletedIsLostTest {
  private static final int OBJECTS = Integer.getInteger("weir.deleted.objects", 300);
  private static final Path LOGS = Path.of("src/test/resources/dev/weir/type");

  /**
   * What a type's file says to pass over: {@code split.aside}, whatever it holds, and members whose
   * value says that there is none.
   */
  private static final Pattern ASIDE =
      Pattern.compile(
          "\"subscriptionFilters\":\\[[^\\]]*\\],?|,?\"fileVersion\":\"[0-9.]*\""
              + "|\"[^\"]*\":\"(-|Not Applicable)\",|,\"[^\"]*\":\"(-|Not Applicable)\"");

  private final Lab lab;
  private final long seed = Long.getLong("weir.seed", 20_261_130);
  private final Random random = new Random(seed);
  private final Set<String> indices = new HashSet<>();
  @TempDir Path folder = Path.of("");

  NothingDeletedIsLostTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void hasEachWordOfADeletedObjectInItsDocuments() throws Exception {
    lab.createBucket("deleted");
    String queue = lab.createQueue("deleted", Duration.ofMinutes(5));
    List<String> types = LogTypes.shipped().all().stream().map(LogType::name).sorted().toList();
    String rules =
        types.stream()
            .map(type -> "{ key: '**/%s.as', type: %s }".formatted(type, type))
            .collect(Collectors.joining(", ", "types: [", "], after: { action: delete }"));
    try (LabDaemon daemon = new LabDaemon(lab, folder, "deleted", queue, rules, "")) {
      PlantedContent contents = new PlantedContent(random, logs());
      Map<String, List<String>> objects = new LinkedHashMap<>();
      for (int i = 0; i < OBJECTS; i++) {
        String key = "in/" + i + "/" + name(types);
        List<String> words = new ArrayList<>();
        daemon.put(key, contents.next(words));
        objects.put(key, words);
      }

      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_messages_total", "outcome=\"deleted\"") >= OBJECTS,
          daemon::counts);

      Set<String> kept = new HashSet<>(daemon.keys());
      daemon.ask("POST", "/weir-*/_refresh", "");
      List<String> lost = new ArrayList<>();
      for (Map.Entry<String, List<String>> each : objects.entrySet()) {
        if (!kept.contains(each.getKey())) {
          String documents = documents(daemon, each.getKey());
          each.getValue().stream()
              .filter(word -> !documents.contains(word))
              .forEach(word -> lost.add(each.getKey() + " " + word));
        }
      }
      for (String index : indices) {
        // What was planted has made fields of them that no other test expects.
        daemon.ask("DELETE", "/" + index, "");
      }
      assertEquals(List.of(), lost, "seed " + seed);
      int deleted = OBJECTS - kept.size();
      assertTrue(deleted > OBJECTS / 8, deleted + " deleted, seed " + seed);
      assertTrue(kept.size() > OBJECTS / 8, kept.size() + " kept, seed " + seed);
    }
  }

  /** Half of the objects are of the type that their name says, whatever they hold. */
  private String name(List<String> types) {
    return random.nextBoolean() ? "x" : types.get(random.nextInt(types.size())) + ".as";
  }

  private String documents(LabDaemon daemon, String key) throws Exception {
    String query =
        """
        {"size": 10000, "query": {"term": {"weir.object": "s3://deleted/%s"}}}
        """
            .formatted(key);
    JsonNode answer = daemon.ask("POST", "/weir-*/_search", query);
    assertEquals(0, answer.at("/_shards/failed").asInt(-1), answer.toString());
    answer.at("/hits/hits").forEach(hit -> indices.add(hit.path("_index").asText()));
    return answer.at("/hits/hits").toString();
  }

  private List<byte[]> logs() throws IOException {
    List<byte[]> logs = new ArrayList<>();
    try (Stream<Path> files = Files.list(LOGS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
        String log = Files.readString(file, StandardCharsets.ISO_8859_1);
        logs.add(ASIDE.matcher(log).replaceAll("").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    logs.add("a line\nand another\n".getBytes(StandardCharsets.UTF_8));
    logs.add("{\"a\":{\"b\":[1,{\"c\":\"d\"}]}}\n".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = new byte[2000];
    random.nextBytes(bytes);
    logs.add(bytes);
    return logs;
  }
}
