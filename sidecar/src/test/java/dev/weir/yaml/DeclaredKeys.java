package dev.weir.yaml;

import dev.weir.yaml.Declaration.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every key that readers of a file know. A reader declares a key by asking for it, and what it asks
 * for depends on what it was given: so it is given files that hold, one after the other, what it
 * asked for before, until nothing new comes. That the files have problems does not matter.
 */
public final class DeclaredKeys {
  /** What the description calls a key that the user chooses. */
  public static final String OWN = "NAME";

  private static final String ANY = "any";

  private final Map<String, DeclaredKey> keys = new TreeMap<>();
  private final Deque<YamlDraft> drafts = new ArrayDeque<>();
  private final Set<String> tried = new HashSet<>();

  private DeclaredKeys() {}

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {
    /** Asks it for all that it may have. */
    void read(YamlFile file) throws InvalidFileException;
  }

  /**
   * The keys by their paths, sorted.
   *
   * @param readers of the same file, under circumstances on which defaults depend
   */
  public static Map<String, DeclaredKey> of(Collection<Reader> readers) {
    DeclaredKeys found = new DeclaredKeys();
    found.drafts.add(YamlDraft.EMPTY);
    while (!found.drafts.isEmpty()) {
      YamlDraft draft = found.drafts.remove();
      readers.forEach(reader -> found.read(draft, reader));
    }
    found.keys.values().removeIf(key -> !key.isDeclared());
    return Collections.unmodifiableMap(found.keys);
  }

  private void read(YamlDraft draft, Reader reader) {
    try {
      reader.read(
          YamlFile.of(
              "draft", draft.text(), Environment.NONE, null, declared -> add(draft, declared)));
    } catch (InvalidFileException e) {
      // Of drafts only the questions count.
    }
  }

  private void add(YamlDraft draft, Declaration declared) {
    String at = Reading.path(declared.section(), declared.key());
    if (declared.kind() == Kind.KEYS) {
      tryWith(draft, declared.section() + "." + OWN, null);
      at = declared.section();
    }
    String path = at.replaceAll("\\[\\d+]", "[]");
    keys.computeIfAbsent(path, DeclaredKey::new).add(declared);
    for (Object value : values(declared)) {
      tryWith(draft, at, value);
    }
  }

  /** What a reader may take in different ways. */
  private static List<Object> values(Declaration declared) {
    return switch (declared.kind()) {
      case SECTION -> List.of(Map.of());
      case SECTIONS -> List.of(List.of(Map.of()));
      case PRESENCE -> List.of(ANY);
      case KEYS -> List.of();
      case VALUE, NEEDED, ONE_OR_MORE -> values(declared.takes());
      case LIST -> List.of(values(declared.takes()));
    };
  }

  private static List<Object> values(@Nullable Takes takes) {
    Stream<String> words =
        switch (takes) {
          case Takes.Words(List<String> all) -> all.stream();
          case Takes.Text text -> text.kinds().isEmpty() ? Stream.of(ANY) : text.kinds().stream();
          case Takes.Truth _ -> Stream.of("true", "false");
          case Takes.Any _, Takes.Whole _, Takes.Share _, Takes.Time _, Takes.Size _ -> Stream.of();
          case null -> Stream.of();
        };
    return List.copyOf(words.toList());
  }

  private void tryWith(YamlDraft draft, String at, @Nullable Object value) {
    if (tried.add(at + "=" + value)) {
      drafts.add(draft.with(at, value));
    }
  }
}
