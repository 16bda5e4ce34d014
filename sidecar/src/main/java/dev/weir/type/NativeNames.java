package dev.weir.type;

import dev.weir.yaml.Section;
import dev.weir.yaml.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that the native fields of a type's records can have, where its format tells them all: a
 * name that is none of them is a slip. Of JSON, pairs and columns that a header names they are
 * open.
 */
public final class NativeNames {
  /** What stands in the place of others, by where a record came from. */
  private static final List<String> OF_ANY =
      List.of("message", "log", "MESSAGE", "_env", "host.name", "log.file.path", "log.offset");

  /** What the front of a line becomes. */
  private static final List<String> OF_FRONTS =
      List.of("export_time", "syslog_head", "syslog_host");

  private static final int SHOWN = 12;

  /** Null where names are open. */
  private final @Nullable Set<String> names;

  private NativeNames(@Nullable Set<String> names) {
    this.names = names;
  }

  /**
   * Those of records in a format.
   *
   * @param listed further names, under which Fluent Bit or its filters add something
   */
  static NativeNames of(RecordFormat format, SplitFormat split, Collection<String> listed) {
    boolean header = split instanceof SplitFormat.TextLines lines && lines.header() != null;
    Stream<String> own =
        switch (format) {
          case RecordFormat.Regex regex ->
              regex.patterns().stream().flatMap(pattern -> pattern.namedGroups().keySet().stream());
          case RecordFormat.Dissect dissect -> dissect.forms().stream().flatMap(NativeNames::form);
          case RecordFormat.Syslog syslog ->
              Stream.concat(
                  SyslogSection.TAKEN.stream(),
                  syslog.messages().stream()
                      .flatMap(program -> program.forms().stream())
                      .flatMap(NativeNames::form));
          case RecordFormat.Delimited delimited -> header ? null : columns(delimited);
          case RecordFormat.Text text -> Stream.of();
          case RecordFormat.Json json -> null;
          case RecordFormat.Inner inner -> null;
          case RecordFormat.KeyValue pairs -> null;
        };
    if (own == null) {
      return new NativeNames(null);
    }
    Set<String> names = own.collect(Collectors.toCollection(LinkedHashSet::new));
    names.addAll(listed);
    return new NativeNames(names);
  }

  private static Stream<String> form(TextForm form) {
    Stream<String> written =
        form.items().stream()
            .map(item -> item.field() == null ? "" : item.field())
            .filter(field -> !field.isEmpty());
    return Stream.concat(written, form.values().keySet().stream());
  }

  private static Stream<String> columns(RecordFormat.Delimited delimited) {
    Stream<String> layouts =
        Stream.concat(Stream.of(delimited.layout()), delimited.others().stream())
            .flatMap(layout -> layout.names().stream());
    return delimited.inFront().isEmpty() ? layouts : Stream.concat(layouts, OF_FRONTS.stream());
  }

  /** Whether a record can have fields of other names than these. */
  public boolean areOpen() {
    return names == null;
  }

  /** The names, in the order of the format; empty where they are open. */
  public Set<String> known() {
    return names == null ? Set.of() : Collections.unmodifiableSet(names);
  }

  /** Reports a path that leads to no field. */
  public void check(Section section, String key, String path) {
    String expected = expectedFor(path);
    if (expected != null) {
      section.problem(key, "'" + path + "', which no line has", expected);
    }
  }

  /** What could be meant by a path that leads to no field; null if it may lead to one. */
  public @Nullable String expectedFor(String path) {
    if (names == null || Stream.concat(names.stream(), OF_ANY.stream()).anyMatch(leads(path))) {
      return null;
    }
    String listed = ", or this name under fields, if Fluent Bit adds it";
    return Spelling.nearest(path, names)
        .map(nearest -> "'" + nearest + "'" + listed)
        .orElseGet(() -> "one of " + some() + listed);
  }

  private String some() {
    List<String> all = names == null ? List.of() : List.copyOf(names);
    return all.size() <= SHOWN
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, SHOWN)) + " …";
  }

  /** Whether the path leads to a field of a name, to a part of it, or to what holds it. */
  private static Predicate<String> leads(String path) {
    String plain = path.replace("\\.", ".");
    return name ->
        plain.equals(name)
            || plain.startsWith(name + ".")
            || plain.startsWith(name + "[")
            || name.startsWith(plain + ".");
  }
}
