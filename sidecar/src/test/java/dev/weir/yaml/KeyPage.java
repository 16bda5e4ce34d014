package dev.weir.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page with tables of keys. Before each table a comment says where its keys are: {@code <!--
 * keys: source.queues[] -->}. What a key means is written in the page, and nowhere else. What it
 * takes and its default are written into the page, from the code that reads the key. A default that
 * the code does not know as a constant is the page's own.
 */
public final class KeyPage {
  private static final Pattern PLACE = Pattern.compile("<!-- keys:(.*)-->");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

  /** Key, what it takes, default, meaning: a table with fewer is all of the page's own. */
  private static final int COLUMNS = 4;

  private static final Pattern OWN = Pattern.compile("\\.NAME$");

  private final Map<String, DeclaredKey> keys;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private List<String> places = List.of();
  private boolean inTable;
  private String paragraph = "";

  private KeyPage(Map<String, DeclaredKey> keys) {
    this.keys = keys;
  }

  /** The page as it is, read for these keys. */
  public static KeyPage read(Path page, Map<String, DeclaredKey> keys) throws IOException {
    KeyPage read = new KeyPage(keys);
    Files.readAllLines(page).forEach(line -> read.lines.add(read.line(line)));
    return read;
  }

  /** The page as it should be. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** What each key means, by its path, without links. */
  public Map<String, String> meanings() {
    return meanings;
  }

  /** The keys of its tables that no reader asks for. */
  public List<String> unknown() {
    return unknown;
  }

  /** The keys with values of which no table says what they mean. */
  public List<String> missing() {
    return keys.values().stream()
        .filter(key -> !key.takes().isEmpty())
        .map(key -> OWN.matcher(key.path()).replaceFirst(""))
        .filter(path -> meanings.getOrDefault(path, "").isEmpty())
        .distinct()
        .toList();
  }

  private String line(String line) {
    Matcher place = PLACE.matcher(line);
    boolean wasInTable = inTable;
    inTable = line.startsWith("|");
    if (wasInTable && !inTable) {
      places = List.of();
    }
    if (place.matches()) {
      places = List.of(place.group(1).strip().split(",\\s*", -1));
      if (places.size() == 1 && !paragraph.isEmpty()) {
        meanings.putIfAbsent(places.getFirst().replaceAll("\\[]$", ""), plain(paragraph));
      }
    } else if (line.startsWith("#")) {
      places = List.of();
      paragraph = "";
    } else if (!inTable && paragraph.isEmpty()) {
      paragraph = line;
    } else if (!places.isEmpty() && inTable && CODE.matcher(line).find()) {
      return row(line);
    }
    return line;
  }

  private String row(String line) {
    List<String> cells = new ArrayList<>(List.of(line.substring(1).split("(?<!\\\\)\\|", -1)));
    cells.replaceAll(String::strip);
    cells.removeLast();
    List<DeclaredKey> of = new ArrayList<>();
    for (String name : codes(cells.getFirst())) {
      List<DeclaredKey> here =
          places.stream()
              .map(place -> keys.get(path(place, name)))
              .filter(Objects::nonNull)
              .toList();
      if (here.isEmpty()) {
        unknown.add(name + " in " + places);
      }
      here.forEach(key -> meanings.put(key.path(), plain(cells.getLast())));
      of.addAll(here);
    }
    if (!of.isEmpty() && cells.size() >= COLUMNS) {
      cells.set(1, distinct(of.stream().map(this::takes).toList(), "; "));
      cells.set(2, otherwise(of, cells.get(2)));
    }
    return "| " + String.join(" | ", cells) + " |";
  }

  private String takes(DeclaredKey key) {
    return KeyCells.takes(key, keys.get(key.path() + ".NAME"));
  }

  private String otherwise(List<DeclaredKey> of, String own) {
    List<@Nullable Object> constants = new ArrayList<>();
    of.forEach(key -> constants.add(key.constant()));
    if (constants.stream().allMatch(Objects::nonNull)) {
      boolean elsewhere =
          codes(own).stream()
              .map(keys::get)
              .anyMatch(key -> key != null && constants.contains(key.constant()));
      return elsewhere
          ? own
          : distinct(
              constants.stream()
                  .map(each -> KeyCells.constant(Objects.requireNonNull(each)))
                  .toList(),
              ", ");
    }
    boolean needed = of.stream().allMatch(DeclaredKey::isNeeded);
    if (needed) {
      return own.startsWith("needed") ? own : "needed";
    }
    return own.isEmpty() ? "none" : own;
  }

  private static String distinct(List<String> texts, String between) {
    return String.join(between, texts.stream().distinct().toList());
  }

  private static String path(String place, String name) {
    if (place.isEmpty()) {
      return name;
    }
    return name.startsWith("[") ? place + name : place + "." + name;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }

  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1");
  }
}
