package dev.weir.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file. Asking for a key makes it known; a wrong value is reported and its default
 * returned, so that reading goes on and finds the next problem. A section that is absent answers
 * with defaults and reports nothing missing.
 */
public final class Section {
  /** What is shown in the place of a secret. */
  private static final String HIDDEN = "***";

  /** A variable alone, a file, or the name of a secret. */
  private static final Pattern WHERE_A_SECRET_IS =
      Pattern.compile(
          "\\$\\{[A-Za-z_][A-Za-z0-9_]*}"
              + "|(file|ssm|secretsmanager):(\\$\\{[A-Za-z_][A-Za-z0-9_]*})?[^\\s${}]+");

  private final Reading reading;
  private final String path;
  private final int line;
  private final boolean present;
  private final Entries entries;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Object> effective = new LinkedHashMap<>();

  Section(Reading reading, String path, int line, @Nullable MappingNode node) {
    this.reading = reading;
    this.path = path;
    this.line = line;
    this.present = node != null;
    this.entries = new Entries(reading, path, line, node);
  }

  /** Whether the file has this section. */
  public boolean present() {
    return present;
  }

  /** Whether the file gives a value for the key. */
  public boolean has(String key) {
    declare(key, Declaration.Kind.PRESENCE, null, null);
    return entries.value(key) != null;
  }

  /** Whether the value of the key is a list with nothing in it. */
  public boolean isEmptyList(String key) {
    return entries.value(key) instanceof SequenceNode list && list.getValue().isEmpty();
  }

  /** Whether the value of the key is keys and values, too. */
  public boolean isSection(String key) {
    reading.declare(new Declaration(path, key, Declaration.Kind.SECTION, null, null));
    return entries.value(key) instanceof MappingNode;
  }

  /** Whether the value of the key is a list with keys and values in it. */
  public boolean hasSections(String key) {
    reading.declare(new Declaration(path, key, Declaration.Kind.SECTIONS, null, null));
    return entries.value(key) instanceof SequenceNode list
        && list.getValue().stream().anyMatch(MappingNode.class::isInstance);
  }

  /**
   * A file that can be read; a relative path is taken from the folder of the file that names it.
   */
  public Form<Path> fileBeside() {
    Path folder = reading.folder();
    return Form.of(
        Forms.FILE.takes(),
        text -> Forms.FILE.parse(folder == null ? text : folder.resolve(text).toString()));
  }

  /** Whether secrets have to be there; else the file is only looked at, maybe on another host. */
  public boolean needsSecrets() {
    return reading.needsSecrets();
  }

  /** Has secrets that lie elsewhere fetched so, in all sections of the file from now on. */
  public void fetchSecretsWith(UnaryOperator<String> fetching) {
    reading.fetchSecretsWith(fetching);
  }

  /**
   * A secret that lies elsewhere.
   *
   * @param reference where it lies, as {@link #fetchSecretsWith} understands it
   * @throws IllegalArgumentException if it cannot be had; says what was expected and what to do
   */
  public String fetchedSecret(String reference) {
    return reading.fetchedSecret(reference);
  }

  /** A file that lies with the secrets of the host: one that can be read, if those have to be. */
  public Form<Path> fileOfHost() {
    return needsSecrets()
        ? Forms.FILE
        : Form.of(Forms.FILE.takes(), text -> Path.of(Forms.TEXT.parse(text)));
  }

  /** The values of the key: of a list, or a single one. */
  public <T> List<T> oneOrMore(String key, Form<T> form) {
    declare(key, Declaration.Kind.ONE_OR_MORE, form, null);
    if (entries.value(key) instanceof SequenceNode list) {
      return show(key, items(key, list, form));
    }
    T value = single(key, form);
    return value == null ? List.of() : List.of(value);
  }

  /** The keys as they are in the file, for sections keyed by the user. */
  public Set<String> keys() {
    reading.declare(new Declaration(path, "", Declaration.Kind.KEYS, null, null));
    return entries.keys();
  }

  public <T> T value(String key, T otherwise, Form<T> form) {
    declare(key, Declaration.Kind.VALUE, form, Shown.of(otherwise));
    T value = single(key, form);
    return value == null ? show(key, otherwise) : value;
  }

  /** A value that has no default: reports its absence and returns the placeholder. */
  public <T> T required(String key, T placeholder, String expected, Form<T> form) {
    declare(key, Declaration.Kind.NEEDED, form, null);
    if (present && entries.value(key) == null) {
      problem(key, "nothing", expected);
    }
    T value = single(key, form);
    return value == null ? placeholder : value;
  }

  public <T> @Nullable T optional(String key, Form<T> form) {
    declare(key, Declaration.Kind.VALUE, form, null);
    return single(key, form);
  }

  private <T> @Nullable T single(String key, Form<T> form) {
    Node node = entries.value(key);
    if (node == null) {
      return null;
    }
    T value = parse(pathOf(key), node, form);
    return value == null ? null : show(key, value);
  }

  public <T> List<T> list(String key, List<T> otherwise, Form<T> form) {
    declare(key, Declaration.Kind.LIST, form, Shown.of(otherwise));
    Node node = entries.value(key);
    return show(key, node == null ? otherwise : items(key, node, form));
  }

  private <T> List<T> items(String key, Node node, Form<T> form) {
    List<T> result = new ArrayList<>();
    List<Node> items = items(key, node);
    for (int i = 0; i < items.size(); i++) {
      T value = parse(pathOf(key) + "[" + i + "]", items.get(i), form);
      if (value != null) {
        result.add(value);
      }
    }
    return List.copyOf(result);
  }

  public Section section(String key) {
    declare(key, Declaration.Kind.SECTION, null, null);
    Node node = entries.value(key);
    Section section;
    if (node instanceof MappingNode mapping) {
      section = reading.open(pathOf(key), entries.line(key), mapping);
    } else {
      if (node != null) {
        reading.report(
            pathOf(key), entries.line(key), YamlTree.kind(node), "keys and values below it");
      }
      section = reading.absent(pathOf(key), entries.line(key));
    }
    if (section.present || path.isEmpty()) { // below the top, being there can mean something
      effective.put(key, section.effective);
    }
    return section;
  }

  /** The sections whose keys the user chose, by these, in the order of the file. */
  public Map<String, Section> byKey() {
    Map<String, Section> result = new LinkedHashMap<>();
    keys().forEach(key -> result.put(key, section(key)));
    return result;
  }

  /**
   * A mapping whose keys are the user's own, with values or lists of values, as written. Reports
   * its absence.
   */
  public YamlValue.Mapping ownValues(String key) {
    declare(key, Declaration.Kind.SECTION, null, null);
    reading.declare(new Declaration(pathOf(key), "", Declaration.Kind.KEYS, null, null));
    int at = entries.line(key);
    Node node = entries.value(key);
    if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      OwnValues values = new OwnValues(reading, pathOf(key), mapping);
      effective.put(key, values.shown());
      return new YamlValue.Mapping(at, values.entries());
    }
    String given = node == null || node instanceof MappingNode ? "nothing" : YamlTree.kind(node);
    reading.report(pathOf(key), at, given, "keys and values below it");
    return new YamlValue.Mapping(at, List.of());
  }

  public List<Section> sections(String key) {
    declare(key, Declaration.Kind.SECTIONS, null, null);
    Node node = entries.value(key);
    List<Section> result = new ArrayList<>();
    List<Node> items = node == null ? List.of() : items(key, node);
    for (int i = 0; i < items.size(); i++) {
      String itemPath = pathOf(key) + "[" + i + "]";
      int at = YamlTree.line(items.get(i));
      if (items.get(i) instanceof MappingNode mapping) {
        result.add(reading.open(itemPath, at, mapping));
      } else {
        reading.report(itemPath, at, YamlTree.kind(items.get(i)), "keys and values");
      }
    }
    if (!result.isEmpty()) {
      effective.put(key, result.stream().map(section -> section.effective).toList());
    }
    return result;
  }

  /** Reports a problem that one value alone does not show. */
  public void problem(String key, String given, String expected) {
    reading.report(pathOf(key), entries.line(key), given, expected);
  }

  /** Reports a problem of the section as a whole. */
  public void problem(String given, String expected) {
    reading.report(path, line, given, expected);
  }

  /** What holds after defaults and substitution; secrets are not in it. */
  public Map<String, Object> effective() {
    return effective;
  }

  void reportUnknownKeys() {
    for (String key : entries.keys()) {
      if (!known.contains(key)) {
        String expected =
            Spelling.nearest(key, known)
                .map(nearest -> "'" + nearest + "'")
                .orElseGet(() -> "one of " + String.join(", ", known));
        problem(key, "an unknown key", expected);
      }
    }
  }

  private <T> @Nullable T parse(String at, Node node, Form<T> form) {
    if (!(node instanceof ScalarNode scalar)) {
      reading.report(at, YamlTree.line(node), YamlTree.kind(node), "a single value");
      return null;
    }
    try {
      T value = form.parse(reading.substitute(scalar.getValue(), form.isSecret()));
      if (form.isSecret()) {
        reading.noteSecret(at, value);
      }
      return value;
    } catch (IllegalArgumentException e) {
      // As written, not as substituted: a variable may hold what nobody should read.
      String given = form.isSecret() ? shownOfSecret(scalar.getValue()) : quoted(scalar.getValue());
      reading.report(at, YamlTree.line(node), given, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A secret as it is written, where that tells only where it comes from. */
  private static String shownOfSecret(String written) {
    if (written.isBlank()) {
      return "nothing";
    }
    return WHERE_A_SECRET_IS.matcher(written).matches() ? quoted(written) : HIDDEN;
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private List<Node> items(String key, Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    reading.report(pathOf(key), YamlTree.line(node), YamlTree.kind(node), "a list");
    return List.of();
  }

  private void declare(
      String key, Declaration.Kind kind, @Nullable Form<?> form, @Nullable Object otherwise) {
    known.add(key);
    reading.declare(
        new Declaration(path, key, kind, form == null ? null : form.takes(), otherwise));
  }

  private <T> T show(String key, T value) {
    effective.put(key, Shown.of(value));
    return value;
  }

  private String pathOf(String key) {
    return Reading.path(path, key);
  }
}
