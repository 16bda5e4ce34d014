package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import dev.weir.event.ReservedNames;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No JSON stops the rules of a type, whatever stands where; what they make of it is JSON. */
class OddShapesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/weir/type");
  private static final ReservedNames NONE = new ReservedNames(List.of());
  private static final JsonMapper JSON = new JsonMapper();
  private static final int RECORDS = 1_000;
  private static final long SEED = 11;

  static Stream<LogType> types() {
    return LogTypes.shipped().all().stream()
        .filter(type -> type.format() instanceof RecordFormat.Json);
  }

  @ParameterizedTest
  @MethodSource("types")
  void normalizesWhateverStandsWhere(LogType type) throws Exception {
    TypeParser parser = new TypeParser(type, NONE);
    EcsFields normal = new EcsFields(EcsSchema.get());
    Random random = new Random(SEED);
    List<Map<String, Object>> seeds = seeds();
    for (int i = 0; i < RECORDS; i++) {
      Map<String, Object> odd = changed(seeds.get(random.nextInt(seeds.size())), random);
      LogEvent fields = parser.fields(Records.event(odd), true);
      parser.readTime(fields, 1_795_226_400L, 0);
      normal.clear();
      parser.normalize(fields, normal);
      JsonBuffer out = new JsonBuffer(256);
      boolean unusedValid = fields.writeTo(out);
      boolean unusedToo = normal.writeTo(out);
      String json = new String(out.raw('}').toByteArray(), StandardCharsets.UTF_8);
      assertTrue(JSON.readTree(json.replace("{,", "{")).isObject(), "seed " + SEED + ": " + json);
    }
  }

  /** The documents of all JSON types, without what Weir adds: each type meets the others', too. */
  private static List<Map<String, Object>> seeds() throws Exception {
    List<Map<String, Object>> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          Map<String, Object> document =
              JSON.convertValue(JSON.readTree(line).path("document"), new TypeReference<>() {});
          if (document.get("native") instanceof Map<?, ?> moved) {
            moved.forEach((name, value) -> document.put((String) name, value));
          }
          seeds.add(document);
        }
      }
    }
    return seeds;
  }

  private static Map<String, Object> changed(Map<?, ?> map, Random random) {
    Map<String, Object> changed = new LinkedHashMap<>();
    map.forEach((name, value) -> changed.put((String) name, changed(value, random)));
    return changed;
  }

  private static @Nullable Object changed(@Nullable Object value, Random random) {
    if (random.nextInt(12) == 0) {
      return odd(value, random);
    }
    return switch (value) {
      case Map<?, ?> map -> changed(map, random);
      case List<?> list -> {
        List<@Nullable Object> changed = new ArrayList<>();
        list.forEach(each -> changed.add(changed(each, random)));
        yield changed;
      }
      case null, default -> value;
    };
  }

  private static @Nullable Object odd(@Nullable Object value, Random random) {
    List<@Nullable Object> one = new ArrayList<>();
    one.add(value);
    return switch (random.nextInt(9)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble() * 1e9;
      case 4 -> random.nextBoolean();
      case 5 -> one;
      case 6 -> Map.of("", "x", "a.b", List.of(List.of(), Map.of()));
      case 7 -> "\u001b[2J<script>=cmd|' /C calc'!A0";
      default -> String.valueOf(value) + ":" + value;
    };
  }
}
