package dev.weir.yaml;

import dev.weir.yaml.Declaration.Kind;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of a file, with all that its reader said of it at each place that asks for it. */
public final class DeclaredKey {
  private final String path;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Set<Takes> takes = new LinkedHashSet<>();
  private final Set<@Nullable Object> defaults = new LinkedHashSet<>();

  DeclaredKey(String path) {
    this.path = path;
  }

  void add(Declaration declared) {
    kinds.add(declared.kind());
    if (declared.takes() != null) {
      takes.add(declared.takes());
      defaults.add(declared.otherwise());
    }
  }

  /** As in {@code source.buckets[].after.action}; the user's own keys are {@code NAME}. */
  public String path() {
    return path;
  }

  /** What its value, or each value of its list, takes; empty if it never has a value. */
  public List<Takes> takes() {
    return List.copyOf(takes);
  }

  /** Whether more is known than that somebody looked whether it is there. */
  boolean isDeclared() {
    return !path.isEmpty() && kinds.stream().anyMatch(kind -> kind != Kind.PRESENCE);
  }

  /** Whether it may have a single value. */
  public boolean isValue() {
    return is(Kind.VALUE) || is(Kind.NEEDED) || is(Kind.ONE_OR_MORE);
  }

  /** Whether it may have a list of values. */
  public boolean isList() {
    return is(Kind.LIST) || is(Kind.ONE_OR_MORE);
  }

  /** Whether keys may stand below it. */
  public boolean isSection() {
    return is(Kind.SECTION) || is(Kind.KEYS);
  }

  /** Whether it may have a list of sections. */
  public boolean isSections() {
    return is(Kind.SECTIONS);
  }

  /** Whether its section is not complete without it. */
  public boolean isNeeded() {
    return is(Kind.NEEDED);
  }

  /** The default as a user would write it; null if there is none, or not always the same. */
  public @Nullable Object constant() {
    Object first = defaults.stream().filter(Objects::nonNull).findFirst().orElse(null);
    boolean nothing = first instanceof List<?> list ? list.isEmpty() : "".equals(first);
    return defaults.size() > 1 || nothing ? null : first;
  }

  private boolean is(Kind kind) {
    return kinds.contains(kind);
  }

  @Override
  public String toString() {
    return path + " " + kinds + " " + takes + " " + defaults;
  }
}
