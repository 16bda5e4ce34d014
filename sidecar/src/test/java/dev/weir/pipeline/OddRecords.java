package dev.weir.pipeline;

import dev.weir.ecs.EcsSchema;
import dev.weir.type.FieldType;
import dev.weir.type.LogType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Arbitrary JSON objects that meet a type's own names, those of the normal form, and no names. */
final class OddRecords {
  private static final List<String> ODD_NAMES =
      List.of(
          "",
          " ",
          "\\t",
          ".",
          "..",
          ".a",
          "a.",
          "a..b",
          "a.b",
          "a",
          "a.b.c.d",
          "_id",
          "_source",
          "weir",
          "weir.type",
          "native",
          "native.a",
          "promoted",
          "@timestamp",
          "message",
          "\\u0000",
          "\\ud83d\\ude00",
          "*",
          "-1",
          "B_action");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "-",
          "10.0.0.1",
          "::1",
          "999.1.1.1",
          "2026-11-21T02:10:49Z",
          "2026-13-45",
          "1e999",
          "9223372036854775808",
          "NaN",
          "true",
          "=cmd|' /C calc'!A0",
          "\\u001b[31m",
          "<script>",
          "\\u0000",
          "a\\nb");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0.0",
          "-1",
          "1.5",
          "1e300",
          "1e400",
          "9223372036854775807",
          "18446744073709551615",
          "123456789012345678901234567890",
          "-1e-320",
          "1795000000",
          "1795000000000");

  private final Random random;
  private final List<String> names = new ArrayList<>(ODD_NAMES);
  private final List<String> declared = new ArrayList<>();

  OddRecords(LogType type, Random random) {
    this.random = random;
    for (Map.Entry<String, FieldType> field : type.fields().entrySet()) {
      if (type.eventId() != null && type.eventId().paths().contains(field.getKey())) {
        // Two records of one id are one event.
        continue;
      }
      declared.add(field.getKey().split("\\.", -1)[0]);
      names.add(field.getKey());
    }
    declared.add("message");
    names.addAll(EcsSchema.get().roots());
  }

  /** One record on one line. */
  String next() {
    StringBuilder json = new StringBuilder("{");
    int members = random.nextInt(500) == 0 ? 2000 : 1 + random.nextInt(12);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "\"" : ",\"");
      json.append(members == 2000 ? "key" + random.nextInt(100_000) : name());
      json.append("\":");
      value(json, 0);
    }
    return json.append('}').toString();
  }

  private String name() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> names.get(random.nextInt(names.size()));
      case 2 -> "n" + random.nextInt(50);
      case 3 -> random.nextInt(100) == 0 ? "n".repeat(60_000) : "long" + "n".repeat(300);
      default -> declared.get(random.nextInt(declared.size()));
    };
  }

  private void value(StringBuilder json, int depth) {
    int kind = random.nextInt(depth > 4 ? 6 : 10);
    switch (kind) {
      case 0, 1, 2 -> json.append('"').append(text()).append('"');
      case 3 -> json.append(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 4 -> json.append(random.nextBoolean());
      case 5 -> json.append(random.nextInt(2) == 0 ? "null" : "{}");
      case 6, 7 -> array(json, depth);
      default -> object(json, depth);
    }
  }

  private void array(StringBuilder json, int depth) {
    int elements = random.nextInt(5);
    json.append('[');
    for (int i = 0; i < elements; i++) {
      if (i > 0) {
        json.append(',');
      }
      value(json, depth + 1);
    }
    json.append(']');
  }

  private void object(StringBuilder json, int depth) {
    if (depth == 0 && random.nextInt(300) == 0) {
      int levels = 20 + random.nextInt(70);
      json.append("{\"d\":".repeat(levels)).append('1').append("}".repeat(levels));
      return;
    }
    int members = random.nextInt(4);
    json.append('{');
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "\"" : ",\"").append(name()).append("\":");
      value(json, depth + 1);
    }
    json.append('}');
  }

  private String text() {
    return switch (random.nextInt(400)) {
      case 0 -> "x".repeat(100_000);
      case 1 -> "é".repeat(20_000);
      case 2 -> "word ".repeat(7_000);
      default ->
          random.nextInt(3) == 0
              ? Long.toString(random.nextLong(), 36)
              : TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }
}
