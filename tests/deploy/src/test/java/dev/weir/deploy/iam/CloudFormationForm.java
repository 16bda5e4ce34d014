package dev.weir.deploy.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a {@link PolicyFile} as the lines of a CloudFormation template: a placeholder becomes
 * {@code !Ref}, {@code !GetAtt} or {@code !Sub}, and a choice {@code !If}.
 */
final class CloudFormationForm {
  private static final Map<String, String> PSEUDO =
      Map.of(
          "Partition", "AWS::Partition",
          "Region", "AWS::Region",
          "AccountId", "AWS::AccountId",
          "UrlSuffix", "AWS::URLSuffix",
          "StackId", "AWS::StackId");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z_$][A-Za-z0-9_$/.:{}*?-]*(?<!:)");
  private static final List<String> NOT_OF_IAM = List.of("Why", "When");

  /** What a template says in place of a value. */
  private sealed interface Call {
    record Function(String written) implements Call {}

    record If(String condition, Object then) implements Call {}
  }

  private final Map<String, String> names;

  /**
   * @param names of resources of the template, or of their attributes ({@code Queue.Arn}), by the
   *     placeholder that they stand for
   */
  CloudFormationForm(Map<String, String> names) {
    this.names = names;
  }

  /** The lines, indented by so many blanks. */
  List<String> lines(PolicyFile file, int indent) {
    Map<String, Object> block = new LinkedHashMap<>();
    if (file.isRole()) {
      block.put("AssumeRolePolicyDocument", document(file.json().path("Trust")));
      List<Object> policies = new ArrayList<>();
      for (JsonNode policy : file.json().path("Policies")) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("PolicyName", policy.path("Name").asText());
        written.put("PolicyDocument", document(policy.path("Statement")));
        policies.add(chosen(policy, written));
      }
      if (!policies.isEmpty()) {
        block.put("Policies", policies);
      }
    } else {
      block.putAll(document(file.json().path("Statement")));
    }
    List<String> lines = new ArrayList<>();
    map(lines, " ".repeat(indent), block);
    return lines;
  }

  private Map<String, Object> document(JsonNode statements) {
    List<Object> written = new ArrayList<>();
    for (JsonNode statement : statements) {
      written.add(chosen(statement, value(statement)));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", written);
    return document;
  }

  private static Object chosen(JsonNode from, Object written) {
    return from.has("When") ? new Call.If(from.path("When").asText(), written) : written;
  }

  private Object value(JsonNode json) {
    if (json.isObject()) {
      Map<String, Object> written = new LinkedHashMap<>();
      json.properties().stream()
          .filter(field -> !NOT_OF_IAM.contains(field.getKey()))
          .forEach(field -> written.put(field.getKey(), value(field.getValue())));
      return written;
    }
    if (json.isArray()) {
      if (json.size() == 1) {
        return scalar(json.get(0).asText());
      }
      List<Object> written = new ArrayList<>();
      json.forEach(element -> written.add(scalar(element.asText())));
      return written;
    }
    return scalar(json.asText());
  }

  private Object scalar(String text) {
    Matcher whole = PLACEHOLDER.matcher(text);
    if (whole.matches()) {
      String name = name(whole.group(1));
      return new Call.Function((name.contains(".") ? "!GetAtt " : "!Ref ") + name);
    }
    if (!whole.find(0)) {
      return text;
    }
    String written =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement("${" + name(match.group(1)) + "}"));
    return new Call.Function("!Sub " + quoted(written));
  }

  private String name(String placeholder) {
    return Objects.requireNonNullElse(names.get(placeholder), pseudo(placeholder));
  }

  /** What a template without resources of its own names so. */
  static String pseudo(String placeholder) {
    return PSEUDO.getOrDefault(placeholder, placeholder);
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : '"' + text + '"';
  }

  private static void map(List<String> lines, String indent, Map<String, Object> map) {
    map.forEach((key, value) -> entry(lines, indent, indent + key + ":", value));
  }

  /** A key or a dash, and behind or below it what it holds. */
  private static void entry(List<String> lines, String indent, String head, Object value) {
    String below = indent + "  ";
    switch (value) {
      case String text -> lines.add(head + " " + quoted(text));
      case Call.Function(String written) -> lines.add(head + " " + written);
      case Call.If(String condition, Object then) -> {
        lines.add(head + " !If");
        lines.add(below + "- " + condition);
        item(lines, below, then);
        lines.add(below + "- !Ref AWS::NoValue");
      }
      case List<?> list -> {
        lines.add(head);
        list.forEach(element -> item(lines, below, Objects.requireNonNull(element)));
      }
      case Map<?, ?> map -> {
        lines.add(head);
        map(lines, below, strings(map));
      }
      default -> throw new IllegalArgumentException("not a value of a template: " + value);
    }
  }

  private static void item(List<String> lines, String indent, Object value) {
    if (value instanceof Map<?, ?> map) {
      int first = lines.size();
      map(lines, indent + "  ", strings(map));
      lines.set(first, indent + "- " + lines.get(first).strip());
    } else {
      entry(lines, indent, indent + "-", value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> strings(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
