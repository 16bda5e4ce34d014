package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.rule.Place;
import dev.weir.rule.Refusal;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.YamlDocuments;
import dev.weir.yaml.YamlValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one file, {@code NAME.test.yml}.
 *
 * @param cases in their order
 * @param refused what is no test, and why
 */
record RuleCaseFile(List<RuleCase> cases, List<Refusal> refused) {
  private static final Set<String> KEYS = Set.of("type", "cases");
  private static final Set<String> CASE_KEYS = Set.of("rule", "type", "record", "match");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

  RuleCaseFile {
    cases = List.copyOf(cases);
    refused = List.copyOf(refused);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   */
  static RuleCaseFile read(Path file) throws IOException {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      return new RuleCaseFile(
          List.of(), List.of(new Refusal(new Place(file.toString(), 0), "", "it is not UTF-8")));
    }
  }

  /** Reads the text of a file of this name. */
  static RuleCaseFile read(String name, String text) {
    List<RuleCase> cases = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    try {
      for (YamlValue.Mapping document : YamlDocuments.read(name, text)) {
        document(name, document, cases, refused);
      }
      if (cases.isEmpty() && refused.isEmpty()) {
        refused.add(new Refusal(new Place(name, 0), "", "the file has no cases"));
      }
    } catch (InvalidFileException e) {
      e.problems()
          .forEach(
              problem ->
                  refused.add(
                      refusal(
                          name,
                          problem.line(),
                          problem.given() + ", expected " + problem.expected())));
    }
    return new RuleCaseFile(cases, refused);
  }

  private static Refusal refusal(String file, int line, String reason) {
    return new Refusal(new Place(file, line), "", reason);
  }

  private static void document(
      String file, YamlValue.Mapping document, List<RuleCase> cases, List<Refusal> refused) {
    refuseOthers(file, document, KEYS, refused);
    if (!(document.get("cases") instanceof YamlValue.Sequence list)) {
      refused.add(
          refusal(
              file, document.line(), "the document has no cases, a list of rule, record, match"));
      return;
    }
    String usual = text(document.get("type"));
    for (YamlValue item : list.items()) {
      if (item instanceof YamlValue.Mapping mapping) {
        refuseOthers(file, mapping, CASE_KEYS, refused);
        one(file, mapping, usual, cases, refused);
      } else {
        refused.add(
            refusal(
                file, item.line(), "a case is " + item.kindInWords() + ", not keys and values"));
      }
    }
  }

  private static void one(
      String file,
      YamlValue.Mapping item,
      @Nullable String usual,
      List<RuleCase> cases,
      List<Refusal> refused) {
    String rule = text(item.get("rule"));
    String own = text(item.get("type"));
    String type = own == null ? usual : own;
    YamlValue record = item.get("record");
    String match = text(item.get("match"));
    if (rule == null) {
      refused.add(
          refusal(file, item.line(), "the case has no 'rule', the id of the rule it tests"));
    } else if (type == null) {
      refused.add(
          refusal(
              file, item.line(), "the case has no 'type', the log type, such as aws.cloudtrail"));
    } else if (record == null) {
      refused.add(
          refusal(file, item.line(), "the case has no 'record', a line or keys and values"));
    } else if (match == null || !(match.equals("true") || match.equals("false"))) {
      refused.add(
          refusal(
              file,
              item.line(),
              "'match' is true if the rule has to match the record, else false"));
    } else {
      Place place = new Place(file, item.line());
      cases.add(new RuleCase(place, rule, type, record(record), match.equals("true")));
    }
  }

  private static void refuseOthers(
      String file, YamlValue.Mapping mapping, Set<String> known, List<Refusal> refused) {
    for (YamlValue.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        refused.add(
            refusal(
                file,
                entry.line(),
                "there is no key '%s' here; the keys are %s"
                    .formatted(entry.key(), String.join(", ", known.stream().sorted().toList()))));
      }
    }
  }

  private static @Nullable String text(@Nullable YamlValue value) {
    return value instanceof YamlValue.Scalar scalar && !scalar.text().isBlank()
        ? scalar.text()
        : null;
  }

  /** A line as it is, anything else as JSON. */
  private static String record(YamlValue value) {
    if (value instanceof YamlValue.Scalar scalar) {
      return scalar.text();
    }
    try {
      return Explained.JSON.writeValueAsString(json(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }

  private static JsonNode json(YamlValue value) {
    return switch (value) {
      case YamlValue.Mapping mapping -> {
        ObjectNode object = Explained.JSON.createObjectNode();
        mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
        yield object;
      }
      case YamlValue.Sequence list -> {
        ArrayNode array = Explained.JSON.createArrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlValue.Scalar scalar -> json(scalar);
    };
  }

  private static JsonNode json(YamlValue.Scalar scalar) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String text = scalar.text();
    return switch (scalar.kind()) {
      case TEXT -> nodes.textNode(text);
      case INTEGER ->
          INTEGER.matcher(text).matches()
              ? nodes.numberNode(new BigInteger(text))
              : nodes.textNode(text);
      case DECIMAL -> decimal(text);
      case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(text));
      case NULL -> nodes.nullNode();
    };
  }

  /** What YAML calls a number and JSON does not, such as infinity, stays text. */
  private static JsonNode decimal(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
