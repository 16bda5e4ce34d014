package dev.weir.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random rules in which all that Sigma knows meets, and random records of so few fields and texts
 * that many of them match.
 */
final class RandomRules {
  private static final List<String> FIELDS =
      List.of("a", "b", "n.a", "n.b", "n.m.c", "eventName", "source.ip");
  private static final List<String> PIECES =
      List.of(
          "ab",
          "AB",
          "abc",
          "Abcd",
          "zz",
          "xyz",
          ".",
          "/",
          "1",
          "12",
          "true",
          "nan",
          "\u00e4b",
          "\u0130",
          "\u212a",
          "k",
          "10.0.0.1");
  private static final List<String> WILD = List.of("*", "?", "\\*");
  private static final List<String> MODIFIERS =
      List.of(
          "",
          "",
          "",
          "|contains",
          "|contains",
          "|startswith",
          "|endswith",
          "|cased",
          "|contains|cased",
          "|re",
          "|re|i",
          "|contains|all",
          "|neq",
          "|windash|contains",
          "|base64offset|contains",
          "|expand",
          "|exists",
          "|gt",
          "|lte",
          "|cidr",
          "|fieldref",
          "|fieldref|contains",
          "|hour");

  private final Random random;

  RandomRules(Random random) {
    this.random = random;
  }

  /** The text of a rule that has the number in its title. */
  String rule(int number) {
    StringBuilder text =
        new StringBuilder("title: rule " + number + "\nlogsource: {product: aws}\ndetection:\n");
    int selections = random.nextInt(1, 4);
    for (int i = 0; i < selections; i++) {
      text.append("  s").append(i).append(":\n");
      if (random.nextInt(8) == 0) {
        text.append("    - '")
            .append(pattern(3))
            .append("'\n    - '")
            .append(pattern(3))
            .append("'\n");
      } else {
        selection(text);
      }
    }
    return text.append("  condition: ").append(condition(selections)).append('\n').toString();
  }

  private void selection(StringBuilder text) {
    Map<String, String> members = new HashMap<>();
    int count = random.nextInt(1, 3);
    for (int i = 0; i < count; i++) {
      String modifier = one(MODIFIERS);
      members.put(one(FIELDS) + modifier, values(modifier));
    }
    members.forEach(
        (key, value) -> text.append("    ").append(key).append(": ").append(value).append('\n'));
  }

  private String values(String modifier) {
    return switch (modifier) {
      case "|exists" -> Boolean.toString(random.nextBoolean());
      case "|gt", "|lte", "|hour" -> Integer.toString(random.nextInt(24));
      case "|cidr" -> one(List.of("10.0.0.0/8", "10.0.0.1", "2001:db8::/32"));
      case "|fieldref", "|fieldref|contains" -> one(FIELDS);
      case "|base64offset|contains" -> "'" + one(PIECES) + "'";
      case "|expand" -> one(List.of("'%p%'", "'x%p%'"));
      case "|re", "|re|i" -> one(List.of("'ab+c'", "'.*abc.'", "'(ab|zz)1'", "'^k'", "'z?abc'"));
      case "|contains|all" -> "['" + pattern(2) + "', '" + pattern(2) + "']";
      case "" ->
          switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> one(List.of("12", "1.5", "true", "1e10"));
            case 2 -> "''";
            default -> list();
          };
      default -> list();
    };
  }

  private String list() {
    List<String> values = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      values.add("'" + pattern(3) + "'");
    }
    return values.size() == 1 ? values.getFirst() : values.toString();
  }

  private String pattern(int most) {
    StringBuilder text = new StringBuilder(one(PIECES));
    int count = random.nextInt(most);
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(3) == 0 ? one(WILD) : one(PIECES));
    }
    return text.toString();
  }

  private String condition(int selections) {
    return switch (random.nextInt(6)) {
      case 0 -> "1 of s*";
      case 1 -> "all of them";
      case 2 -> "not s0";
      case 3 -> selections > 1 ? "s0 and not s1" : "s0";
      case 4 -> selections > 2 ? "(s0 or s1) and s2" : "s0";
      default -> selections > 1 ? "2 of them or s0" : "s0";
    };
  }

  /** A record with some of the fields. */
  Map<String, Object> record() {
    Map<String, Object> record = new HashMap<>(Map.of("always", "there"));
    for (String name : List.of("a", "b", "eventName", "n.a")) {
      if (random.nextInt(3) > 0) {
        record.put(name, value(0));
      }
    }
    Map<String, Object> inner = new HashMap<>(Map.of("a", value(0)));
    inner.put("m", Map.of("c", value(0)));
    inner.put("b", random.nextBoolean() ? List.of(value(1), value(1)) : value(0));
    if (random.nextBoolean()) {
      record.put("n", inner);
    }
    return record;
  }

  private Object value(int level) {
    return switch (random.nextInt(level == 0 ? 12 : 10)) {
      case 0 -> random.nextInt(24);
      case 1 -> random.nextBoolean();
      case 2 -> one(List.of(1.5, 1e10, Double.NaN, Double.POSITIVE_INFINITY));
      case 3 -> "";
      case 4 -> "2026-02-09T03:07:59Z";
      case 10 -> List.of(value(1), value(1), value(1));
      case 11 -> Map.of("x", value(1), "abc", value(1));
      default -> text();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(1, 5);
    for (int i = 0; i < count; i++) {
      text.append(one(PIECES));
    }
    return text.toString();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
