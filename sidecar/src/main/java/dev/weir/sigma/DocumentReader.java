package dev.weir.sigma;

import dev.weir.rule.Level;
import dev.weir.rule.LogSource;
import dev.weir.rule.Place;
import dev.weir.rule.Rule;
import dev.weir.rule.Status;
import dev.weir.yaml.YamlValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one document of a file. Keys that it does not know are anyone's own, and left alone. */
final class DocumentReader {
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_NAME = 128;

  private final String file;
  private final DetectionReader detections;

  DocumentReader(String file, Map<String, List<String>> placeholders) {
    this.file = file;
    this.detections = new DetectionReader(placeholders);
  }

  /** The title, as far as there is one; for messages. */
  static String title(YamlValue.Mapping document) {
    return document.get("title") instanceof YamlValue.Scalar title ? title.text() : "";
  }

  /** Whether it is a filter, and no rule. */
  static boolean isFilter(YamlValue.Mapping document) {
    return document.get("filter") != null && document.get("detection") == null;
  }

  /** A rule (rules specification 2.1.0, "Components"). */
  Rule rule(YamlValue.Mapping document) throws SigmaException {
    refuseOthers(document);
    String title = title(document);
    if (title.isBlank() || title.length() > LONGEST_TITLE) {
      throw new SigmaException(
          document.line(), "the document has no title of up to " + LONGEST_TITLE + " characters");
    }
    YamlValue detection = document.get("detection");
    if (!(detection instanceof YamlValue.Mapping map)) {
      throw new SigmaException(
          detection == null ? document.line() : detection.line(),
          "the rule has no detection, a map of search identifiers and a condition");
    }
    return new Rule(
        id(document, title),
        text(document, "name", LONGEST_NAME),
        title,
        text(document, "description", Character.MAX_VALUE),
        choice(document, "level", Level.class, Level.MEDIUM),
        choice(document, "status", Status.class, Status.EXPERIMENTAL),
        texts(document, "tags").stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList(),
        logSource(document),
        detections.read(map, Set.of()),
        texts(document, "falsepositives"),
        new Place(file, document.line()));
  }

  /** A filter (filters specification 2.1.0). */
  RuleFilter filter(YamlValue.Mapping document) throws SigmaException {
    refuseOthers(document);
    YamlValue filter = document.get("filter");
    if (!(filter instanceof YamlValue.Mapping map)) {
      throw new SigmaException(
          document.line(), "'filter' is no map of rules, selections and a condition");
    }
    List<String> rules = texts(map, "rules");
    if (rules.isEmpty()) {
      throw new SigmaException(
          map.line(), "'filter.rules' is missing: ids or names of rules, or 'any'");
    }
    boolean any = rules.size() == 1 && rules.getFirst().equals("any");
    return new RuleFilter(
        title(document),
        text(document, "id", LONGEST_NAME),
        any ? List.of() : rules,
        logSource(document),
        detections.read(map, Set.of("rules")),
        new Place(file, document.line()));
  }

  private static void refuseOthers(YamlValue.Mapping document) throws SigmaException {
    if (document.get("correlation") != null) {
      throw new SigmaException(
          document.line(), "correlations are not supported: a rule looks at one record");
    }
    if (document.get("action") != null) {
      throw new SigmaException(
          document.line(), "'action' joins documents in the way of Sigma version 1");
    }
    YamlValue taxonomy = document.get("taxonomy");
    if (taxonomy instanceof YamlValue.Scalar(int line, String name, YamlValue.Kind _)
        && !name.equals("sigma")) {
      throw new SigmaException(line, "the taxonomy '" + name + "' is not known, only 'sigma'");
    }
  }

  /** Its own, or one that stays the same for this title in this file. */
  private String id(YamlValue.Mapping document, String title) throws SigmaException {
    String own = text(document, "id", LONGEST_NAME);
    return own.isEmpty()
        ? UUID.nameUUIDFromBytes((file + '\n' + title).getBytes(StandardCharsets.UTF_8)).toString()
        : own;
  }

  private static LogSource logSource(YamlValue.Mapping document) throws SigmaException {
    if (!(document.get("logsource") instanceof YamlValue.Mapping map)) {
      throw new SigmaException(document.line(), "the document has no logsource");
    }
    LogSource source =
        new LogSource(
            emptyToNull(text(map, "category", LONGEST_NAME)),
            emptyToNull(text(map, "product", LONGEST_NAME)),
            emptyToNull(text(map, "service", LONGEST_NAME)));
    if (source.isEmpty()) {
      throw new SigmaException(
          map.line(), "the logsource names no category, no product and no service");
    }
    return source;
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text.toLowerCase(Locale.ROOT);
  }

  /** A text, empty if it is not there. */
  private static String text(YamlValue.Mapping map, String key, int longest) throws SigmaException {
    YamlValue value = map.get(key);
    if (value == null) {
      return "";
    }
    if (!(value instanceof YamlValue.Scalar scalar) || scalar.text().length() > longest) {
      throw new SigmaException(
          value.line(), "'" + key + "' is no text of up to " + longest + " characters");
    }
    return scalar.kind() == YamlValue.Kind.NULL ? "" : scalar.text();
  }

  /** One text or several. */
  private static List<String> texts(YamlValue.Mapping map, String key) throws SigmaException {
    YamlValue value = map.get(key);
    if (value == null) {
      return List.of();
    }
    List<YamlValue> items =
        value instanceof YamlValue.Sequence list ? list.items() : List.of(value);
    List<String> texts = new ArrayList<>();
    for (YamlValue item : items) {
      if (!(item instanceof YamlValue.Scalar scalar)) {
        throw new SigmaException(item.line(), "'" + key + "' is no list of texts");
      }
      if (scalar.kind() != YamlValue.Kind.NULL) {
        texts.add(scalar.text());
      }
    }
    return texts;
  }

  private static <E extends Enum<E>> E choice(
      YamlValue.Mapping document, String key, Class<E> choices, E otherwise) throws SigmaException {
    String text = text(document, key, LONGEST_NAME);
    if (text.isEmpty()) {
      return otherwise;
    }
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
        return choice;
      }
    }
    YamlValue value = document.get(key);
    throw new SigmaException(
        value == null ? document.line() : value.line(),
        "the %s '%s' is none of %s"
            .formatted(
                key,
                text,
                String.join(
                    ", ",
                    Arrays.stream(choices.getEnumConstants())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .toList())));
  }
}
